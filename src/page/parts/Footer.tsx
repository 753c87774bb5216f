import type { ComponentChildren } from 'preact';
import { appBuild } from '../../platform/build.ts';
import type { page } from '../language/en/page.ts';
import { Segmented } from './Segmented.tsx';
import { THEMES, type ThemeChoice } from './theme.ts';

interface FooterProps {
  readonly themeChoice: ThemeChoice;
  readonly say: Pick<typeof page, 'name' | 'appearance' | 'themes'>;
  readonly note: string;
  readonly children?: ComponentChildren;
}

export function Footer({ themeChoice, say, note, children }: FooterProps) {
  return (
    <footer class="footer">
      <p>
        {say.name} {appBuild}. {note}
      </p>
      <div class="footer-actions">
        {children}
        <Segmented
          legend={say.appearance}
          name="theme"
          value={themeChoice.theme.value}
          options={THEMES.map((value) => ({ value, label: say.themes[value] }))}
          onChange={themeChoice.choose}
        />
      </div>
    </footer>
  );
}
