import { useState } from 'preact/hooks';
import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { panelWords } from './panelWords.ts';
import { sayValue } from './sayValue.ts';
import { MAX_FILE_BYTES, readSettingsFile, type SettingsFile } from './settingsFile.ts';

/** Settings out of a file: what they would change is shown, and a click applies it. */
export function ImportFile({ model }: { readonly model: PageModel }) {
  const [file, setFile] = useState<SettingsFile>();
  const [applied, setApplied] = useState(false);
  const say = panelWords.value;
  const open = async (chosen: File | undefined): Promise<void> => {
    setApplied(false);
    if (!chosen) return;
    // A large one is not read for the sake of its message.
    const text = await chosen.slice(0, MAX_FILE_BYTES + 1).text();
    setFile(readSettingsFile(text, currentOf(model)));
  };
  const apply = (): void => {
    if (file?.type !== 'read') return;
    model.applySettings({ ...model.settings.peek(), ...partOf(file) });
    if (file.limits) model.limits.change(file.limits);
    setFile(undefined);
    setApplied(true);
  };
  return (
    <div class="import">
      <label class="button small file-button">
        <input
          type="file"
          accept="application/json,.json"
          class="unseen"
          onChange={({ currentTarget }) => {
            void open(currentTarget.files?.[0]);
            // The same file may be opened again.
            currentTarget.value = '';
          }}
        />
        {say.importFile}
      </label>
      <div class="import-status" role="status">
        {applied && <p class="quiet">{say.applied}</p>}
        {file?.type === 'unreadable' && <p class="problem">{file.message}</p>}
        {file?.type === 'read' && <FileRead file={file} model={model} apply={apply} leave={() => setFile(undefined)} />}
      </div>
    </div>
  );
}

type ReadFile = SettingsFile & { type: 'read' };

interface FileReadProps {
  readonly file: ReadFile;
  readonly model: PageModel;
  readonly apply: () => void;
  readonly leave: () => void;
}

function FileRead({ file, model, apply, leave }: FileReadProps) {
  const { changed, settings, limits, refused, ignored } = file;
  const say = panelWords.value.file;
  const { names, instead } = words.value.settings;
  const now = model.settings.value;
  const changes = changed.length > 0 || limits !== undefined;
  return (
    <section class="import-read">
      <h4>{changes ? say.changes : say.nothing}</h4>
      <dl class="link-asks">
        {changed.map((key) => (
          <div key={key}>
            <dt>{names[key]}</dt>
            <dd>
              <strong>{sayValue(key, settings[key], model.models)}</strong>{' '}
              <span class="quiet">{instead(sayValue(key, now[key], model.models))}</span>
            </dd>
          </div>
        ))}
        {limits && (
          <div>
            <dt>{say.limits}</dt>
            <dd>{say.asInFile}</dd>
          </div>
        )}
        {refused.map(({ name, reason }) => (
          <div key={name}>
            <dt>
              {say.refused}: {name}
            </dt>
            <dd class="problem">{reason}</dd>
          </div>
        ))}
      </dl>
      {ignored.length > 0 && <p class="quiet">{say.ignored(ignored.join(', '))}</p>}
      <p class="caution-actions">
        {changes && (
          <button type="button" class="button small" onClick={apply}>
            {say.apply}
          </button>
        )}
        <button type="button" class="button small" onClick={leave}>
          {say.leave}
        </button>
      </p>
    </section>
  );
}

const currentOf = ({ settings, limits, pageUrl, models }: PageModel) => ({
  settings: settings.peek(),
  limits: limits.choices.peek(),
  pageUrl,
  models,
});

/** What the file says, over what was changed since it was read. */
const partOf = ({ changed, settings }: ReadFile) => Object.fromEntries(changed.map((key) => [key, settings[key]]));
