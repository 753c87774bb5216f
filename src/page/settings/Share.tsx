import type { PageModel } from '../pageModel.ts';
import { useCopy } from '../parts/useCopy.ts';
import { ImportFile } from './ImportFile.tsx';
import { panelWords } from './panelWords.ts';
import { readSettings } from './settings.ts';
import { writeSettingsFile } from './settingsFile.ts';
import { bareUrl, linkOf } from './settingsLink.ts';

const FILE_NAME = 'browser-worker-settings.json';

/** The settings that are in force, for another browser or another person. */
export function Share({ model }: { readonly model: PageModel }) {
  const say = panelWords.value;
  const { settings, limits, models, pageUrl, textExport } = model;
  const [copied, copy] = useCopy(textExport);
  const copyLink = (): void => {
    const firstVisit = readSettings(bareUrl(pageUrl), { get: () => undefined, set: () => {} }, models);
    copy(linkOf({ ...settings.peek(), mode: model.mode.peek() }, firstVisit, pageUrl));
  };
  return (
    <section class="settings-part" aria-labelledby="share-title">
      <h3 id="share-title">{say.share}</h3>
      <p class="quiet">{say.shareNote}</p>
      <div class="settings-buttons">
        <button type="button" class="button small" onClick={copyLink}>
          {say.copyLink}
        </button>
        <button
          type="button"
          class="button small"
          onClick={() =>
            textExport.download(
              FILE_NAME,
              writeSettingsFile({ settings: settings.peek(), limits: limits.choices.peek() }),
            )
          }
        >
          {say.exportFile}
        </button>
        <ImportFile model={model} />
      </div>
      <p class="quiet" role="status">
        {copied && say[copied.how]} {copied?.how === 'notCopied' && <code>{copied.text}</code>}
      </p>
    </section>
  );
}
