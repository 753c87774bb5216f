import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { sayValue } from '../settings/sayValue.ts';

/** What the page's link asks for, with what would hold without it. Start accepts it, so it stands above Start. */
export function LinkAsks({ model }: { readonly model: PageModel }) {
  const { models, link } = model;
  const asks = link.asks.value;
  if (asks.length === 0) return null;
  const say = words.value.settings;
  return (
    <section class="caution" aria-labelledby="link-title">
      <h3 id="link-title" class="caution-title">
        {say.linkAsks}
      </h3>
      <dl class="link-asks">
        {asks.map(({ key, asks: value, was }) => (
          <div key={key}>
            <dt>{say.names[key]}</dt>
            <dd>
              <strong>{sayValue(key, value, models)}</strong>{' '}
              <span class="quiet">{say.instead(sayValue(key, was, models))}</span>
              {key === 'modelHost' && <p>{say.linkHost}</p>}
            </dd>
          </div>
        ))}
      </dl>
      <p class="quiet">{say.linkStart}</p>
      <p class="caution-actions">
        <button type="button" class="button small" onClick={link.use}>
          {say.useLink}
        </button>
        <button type="button" class="button small" onClick={link.ignore}>
          {say.ignoreLink}
        </button>
      </p>
    </section>
  );
}
