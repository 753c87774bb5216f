import { Header } from './header/Header.tsx';
import { Health } from './health/Health.tsx';
import type { Install } from './install/createInstall.ts';
import { InstallButton } from './install/InstallButton.tsx';
import { Notices } from './install/Notices.tsx';
import { LanguageSelect } from './language/LanguageSelect.tsx';
import { words } from './language/language.ts';
import { Limits } from './limits/Limits.tsx';
import { Log } from './log/Log.tsx';
import { Now } from './now/Now.tsx';
import type { PageModel } from './pageModel.ts';
import { Footer } from './parts/Footer.tsx';
import type { ThemeChoice } from './parts/theme.ts';
import { Results } from './results/Results.tsx';
import { TryItPlace } from './tryIt/TryItPlace.tsx';

interface AppProps {
  readonly model: PageModel;
  readonly themeChoice: ThemeChoice;
  readonly install: Install;
}

export function App({ model, themeChoice, install }: AppProps) {
  const say = words.value.page;
  return (
    <>
      <Header model={model} />
      <TryItPlace model={model} />
      <main class="layout" hidden={model.tryIt.open.value}>
        <Now model={model} />
        <Health model={model} />
        <Limits model={model} />
        <Results model={model} />
        <Log model={model} />
      </main>
      <Footer themeChoice={themeChoice} say={say} note={say.note}>
        <InstallButton offer={install.offer} />
        <LanguageSelect choice={model.languageChoice} />
      </Footer>
      <Notices install={install} />
    </>
  );
}
