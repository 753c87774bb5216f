// Where Try it opens: instead of the panels, which stay as they are behind it. Its code comes when it is first opened.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import type { TryMedia } from '../ports.ts';

export interface TryItProps {
  readonly model: PageModel;
  readonly media: TryMedia;
}

type Loaded = { readonly Screen: ComponentType<TryItProps>; readonly media: TryMedia } | 'broken' | undefined;

export function TryItPlace({ model }: { readonly model: PageModel }) {
  const [loaded, setLoaded] = useState<Loaded>(undefined);
  const open = model.tryIt.open.value;
  useEffect(() => {
    if (!open || typeof loaded === 'object') return;
    Promise.all([import('./TryIt.tsx'), model.loadTryMedia()]).then(
      ([{ TryIt }, media]) => setLoaded({ Screen: TryIt, media }),
      () => setLoaded('broken'),
    );
  }, [open, loaded, model]);
  if (!open) return null;
  return (
    <main class="try-layout" id="try-it">
      {typeof loaded === 'object' ? (
        <loaded.Screen model={model} media={loaded.media} />
      ) : (
        <section class="panel">
          <p class="quiet" role="status">
            {loaded === 'broken' ? words.value.tryIt.broken : words.value.tryIt.opening}
          </p>
        </section>
      )}
    </main>
  );
}
