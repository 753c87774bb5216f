/** Its lines stay English in every language. */
export const log = {
  title: 'Log',
  level: 'Level',
  levels: { info: 'All', warning: 'Warnings', error: 'Errors' },
  filterLabel: 'Filter the log by text',
  filter: 'Filter',
  copy: 'Copy',
  download: 'Download',
  jsonLines: 'JSON lines',
  copied: 'Copied.',
  notCopied: 'The browser did not allow copying. Download works.',
  lines: 'Log lines',
  empty: 'Nothing to show.',
};
