import { words } from '../language/language.ts';
import type { Install } from './createInstall.ts';

export function InstallButton({ offer }: Pick<Install, 'offer'>) {
  const install = offer.value;
  if (!install) return null;
  return (
    <button type="button" class="button small" onClick={install}>
      {words.value.install.install}
    </button>
  );
}
