import { useState } from 'preact/hooks';
import type { PageModel } from '../pageModel.ts';
import { panelWords } from '../settings/panelWords.ts';
import { sayDay } from '../words.ts';
import type { Consent } from './consents.ts';
import { ForgetPart } from './ForgetPart.tsx';

/** To whom the person agreed, the way back from it, and the end of all that is kept here. */
export function ConsentPart({ model }: { readonly model: PageModel }) {
  const [withdrawn, setWithdrawn] = useState<string>();
  const say = panelWords.value;
  const { all, withdraw } = model.consents;
  return (
    <section class="settings-part" aria-labelledby="consent-title">
      <h3 id="consent-title">{say.consent}</h3>
      {all.value.length === 0 && <p class="quiet">{say.noConsent}</p>}
      <ul class="settings-lines">
        {all.value.map((consent) => (
          <ConsentLine
            key={consent.relay}
            consent={consent}
            withdraw={() => {
              withdraw(consent.relay);
              setWithdrawn(hostOf(consent.relay));
            }}
          />
        ))}
      </ul>
      <p role="status">{withdrawn && say.withdrawn(withdrawn)}</p>
      <ForgetPart model={model} />
    </section>
  );
}

/** Withdraw asks back in its own place. */
function ConsentLine({
  consent: { relay, atMs },
  withdraw,
}: {
  readonly consent: Consent;
  readonly withdraw: () => void;
}) {
  const [sure, setSure] = useState(false);
  const say = panelWords.value;
  const host = hostOf(relay);
  return (
    <li>
      <span>{say.agreed(host, sayDay(atMs))}</span>
      {sure ? (
        <span class="settings-sure">
          <span>{say.withdrawAsk}</span>
          <button type="button" class="button small" onClick={withdraw}>
            {say.withdrawNow}
          </button>
          <button type="button" class="button small" onClick={() => setSure(false)}>
            {say.keep}
          </button>
        </span>
      ) : (
        <button type="button" class="button small" aria-label={say.withdrawFrom(host)} onClick={() => setSure(true)}>
          {say.withdraw}
        </button>
      )}
    </li>
  );
}

const hostOf = (origin: string): string => new URL(origin).host;
