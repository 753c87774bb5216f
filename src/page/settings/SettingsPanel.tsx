import { useEffect, useRef, useState } from 'preact/hooks';
import { ConsentPart } from '../consent/ConsentPart.tsx';
import '../styles/settings.css';
import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { AskFields } from './AskFields.tsx';
import type { DraftProps } from './draft.ts';
import { ModelFields } from './ModelFields.tsx';
import { PageFields } from './PageFields.tsx';
import { panelWords } from './panelWords.ts';
import { RelayFields } from './RelayFields.tsx';
import { Share } from './Share.tsx';
import { StoredModels } from './StoredModels.tsx';
import { KEYS, type Settings } from './settings.ts';

/** Where the keyboard goes back to. */
export const SETTINGS_BUTTON_ID = 'settings-button';

/** A draft of the settings: nothing changes before Apply, and Apply waits until every field can be used. */
export function SettingsPanel({ model }: { readonly model: PageModel }) {
  /** What was changed here; all else follows the settings. */
  const [changes, setChanges] = useState<Partial<Settings>>({});
  const panel = useRef<HTMLElement>(null);
  const draft = { ...model.settings.value, mode: model.mode.value, ...changes };
  const problems = model.check(draft);
  const fields: DraftProps = {
    model,
    draft,
    problems,
    change: (part) => setChanges((before) => ({ ...before, ...part })),
  };
  useEffect(() => model.modelFacts.refreshStored(), [model]);
  useEffect(() => focusFirst(panel.current), []);
  const close = (): void => {
    model.showSettings(false);
    document.getElementById(SETTINGS_BUTTON_ID)?.focus();
  };
  return (
    <section
      id="settings"
      class="settings"
      aria-labelledby="settings-title"
      ref={panel}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <h2 id="settings-title" class="unseen">
        {panelWords.value.title}
      </h2>
      <form
        class="settings-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (Object.keys(problems).length > 0) return;
          model.applySettings({ ...model.settings.peek(), mode: model.mode.peek(), ...changes });
          close();
        }}
      >
        <RelayFields {...fields} />
        <AskFields {...fields} />
        <ModelFields {...fields} />
        <PageFields {...fields} />
        <Actions {...fields} close={close} />
      </form>
      <div class="settings-parts">
        <StoredModels model={model} />
        <Share model={model} />
        <ConsentPart model={model} />
        <p class="quiet worker-id">
          {panelWords.value.workerId} <code>{model.workerId}</code>
        </p>
      </div>
    </section>
  );
}

/** Within sight however long the form is, with what Apply waits for. */
function Actions({ problems, close }: DraftProps & { readonly close: () => void }) {
  const say = panelWords.value;
  const { names } = words.value.settings;
  const wrong = KEYS.filter((key) => problems[key] !== undefined);
  return (
    <div class="settings-actions">
      <button type="submit" class="button primary" disabled={wrong.length > 0}>
        {say.apply}
      </button>
      <button type="button" class="button" onClick={close}>
        {say.close}
      </button>
      <p class="problem" role="status">
        {wrong.length > 0 && say.waits(wrong.map((key) => names[key]).join(', '))}
      </p>
    </div>
  );
}

/** What is wrong first, as that is why Start has opened this; else the panel itself, which is then in view. */
function focusFirst(panel: HTMLElement | null): void {
  (panel?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? panel)?.focus();
}
