import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { askForRemedy } from '../remedy/askForRemedy.ts';
import { REMEDY_ID } from '../remedy/remedyId.ts';
import { SettingsPlace } from '../settings/SettingsPlace.tsx';
import { TRY_BUTTON_ID } from '../tryIt/tryButtonId.ts';
import { StateLine } from './StateLine.tsx';

export function Header({ model }: { readonly model: PageModel }) {
  const open = model.settingsOpen.value;
  const say = words.value.page;
  return (
    <header class="header">
      <div class="header-line">
        <h1>{say.name}</h1>
        <StateLine sentence={model.sentence}>
          <RemedyLink model={model} />
        </StateLine>
        <nav class="header-links" aria-label={say.links}>
          <span class="relay-host">{model.relayHost.value}</span>
          <a href="relay.html">{say.relay}</a>
          <button
            id={TRY_BUTTON_ID}
            type="button"
            class="link"
            aria-expanded={model.tryIt.open.value}
            onClick={() => model.tryIt.show(!model.tryIt.open.peek())}
          >
            {words.value.tryIt.title}
          </button>
          <button
            id="settings-button"
            type="button"
            class="link"
            aria-expanded={open}
            aria-controls="settings"
            onClick={() => model.showSettings(!open)}
          >
            {say.settings}
          </button>
        </nav>
      </div>
      {open && <SettingsPlace model={model} />}
    </header>
  );
}

function RemedyLink({ model }: { readonly model: PageModel }) {
  if (!model.remedy.value) return null;
  const ask = () => {
    // It stands behind Try it.
    model.tryIt.show(false);
    askForRemedy(model);
  };
  return (
    <>
      {' '}
      <a href={`#${REMEDY_ID}`} onClick={ask}>
        {words.value.state.whatToDo}
      </a>
    </>
  );
}
