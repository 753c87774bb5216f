import type { PageModel } from '../pageModel.ts';
import { REMEDY_ID } from '../remedy/RemedyBlock.tsx';
import { SettingsPanel } from '../settings/SettingsPanel.tsx';
import { StateLine } from './StateLine.tsx';

export function Header({ model }: { readonly model: PageModel }) {
  const open = model.settingsOpen.value;
  return (
    <header class="header">
      <div class="header-line">
        <h1>Browser worker</h1>
        <StateLine sentence={model.sentence}>
          <RemedyLink model={model} />
        </StateLine>
        <nav class="header-links" aria-label="Page">
          <span class="relay-host">{model.relayHost.value}</span>
          <a href="relay.html">Relay</a>
          <button
            type="button"
            class="link"
            aria-expanded={open}
            aria-controls="settings"
            onClick={() => model.showSettings(!open)}
          >
            Settings
          </button>
        </nav>
      </div>
      {open && <SettingsPanel model={model} />}
    </header>
  );
}

function RemedyLink({ model }: { readonly model: PageModel }) {
  return model.remedy.value ? <a href={`#${REMEDY_ID}`}>What to do</a> : null;
}
