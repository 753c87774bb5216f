import { Header } from './header/Header.tsx';
import { Health } from './health/Health.tsx';
import { Log } from './log/Log.tsx';
import { Now } from './now/Now.tsx';
import type { PageModel } from './pageModel.ts';
import { Footer } from './parts/Footer.tsx';
import type { ThemeChoice } from './parts/theme.ts';
import { Results } from './results/Results.tsx';

interface AppProps {
  readonly model: PageModel;
  readonly themeChoice: ThemeChoice;
}

export function App({ model, themeChoice }: AppProps) {
  return (
    <>
      <Header model={model} />
      <main class="layout">
        <Now model={model} />
        <Health model={model} />
        <Results store={model.store} />
        <Log model={model} />
      </main>
      <Footer themeChoice={themeChoice} note="Frames stay in memory on this computer; results go to the relay." />
    </>
  );
}
