import type { ComponentChildren } from 'preact';
import { words } from '../language/language.ts';
import type { Install } from './createInstall.ts';

/** What is new about the page itself, quietly: at the lower edge of the window, where nothing moves for it. */
export function Notices({ install }: { readonly install: Install }) {
  const update = install.update.value;
  const back = install.back.value;
  // Always there, so that screen readers hear what comes into it.
  return (
    <div class="notices" role="status">
      {back && (
        <Notice text={words.value.install.back[back]}>
          <button type="button" class="button small" onClick={install.hideBack}>
            {words.value.install.hide}
          </button>
        </Notice>
      )}
      {update.type !== 'none' && (
        <Notice text={updateText(install)}>
          <button type="button" class="button small" disabled={update.type === 'taking'} onClick={install.takeUpdate}>
            {words.value.install.reload}
          </button>
        </Notice>
      )}
    </div>
  );
}

function Notice({ text, children }: { readonly text: string; readonly children: ComponentChildren }) {
  return (
    <div class="notice">
      <p>{text}</p>
      {children}
    </div>
  );
}

function updateText({ update, working }: Install): string {
  const { ready, readyAtWork, broken, taking } = words.value.install;
  switch (update.value.type) {
    case 'none':
      return '';
    case 'ready':
      return working.value ? readyAtWork : ready;
    case 'broken':
      return broken;
    case 'taking':
      return taking;
    default:
      return update.value satisfies never;
  }
}
