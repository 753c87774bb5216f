import { appVersion } from '../../platform/build.ts';
import { capital } from '../words.ts';
import { Segmented } from './Segmented.tsx';
import { THEMES, type ThemeChoice } from './theme.ts';

const OPTIONS = THEMES.map((value) => ({ value, label: capital(value) }));

export function Footer({ themeChoice, note }: { readonly themeChoice: ThemeChoice; readonly note: string }) {
  return (
    <footer class="footer">
      <p>
        Browser worker {appVersion}. {note}
      </p>
      <Segmented
        legend="Appearance"
        name="theme"
        value={themeChoice.theme.value}
        options={OPTIONS}
        onChange={themeChoice.choose}
      />
    </footer>
  );
}
