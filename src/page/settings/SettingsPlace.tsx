import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PageModel } from '../pageModel.ts';

/** The panel is not on the first screen, and comes when it is first opened. */
const panel = signal<ComponentType<{ readonly model: PageModel }> | undefined>(undefined);

export async function loadSettingsPanel(): Promise<void> {
  panel.value = (await import('./SettingsPanel.tsx')).SettingsPanel;
}

export function SettingsPlace({ model }: { readonly model: PageModel }) {
  const Panel = panel.value;
  useEffect(() => {
    // Where a new version has replaced the page's files, the page offers to load itself anew (src/page/install).
    loadSettingsPanel().catch(() => model.showSettings(false));
  }, [model]);
  return Panel ? <Panel model={model} /> : <section id="settings" class="settings settings-coming" aria-busy="true" />;
}
