// Settings in an address: what a link asks for that is not in force anyway, and a link that asks others for the same.
import { parseRelayAddress } from '../../protocol/relayAddress.ts';
import { modelHostOf } from './modelHost.ts';
import { LINKED, type LinkedKey, NAMES, type Settings, textOf } from './settings.ts';
import { stillThresholdOf } from './stillThreshold.ts';
import { idsOf } from './takeRules.ts';

export interface LinkAsk {
  readonly key: LinkedKey;
  readonly asks: Settings[LinkedKey];
  readonly was: Settings[LinkedKey];
}

/** The page's address without what a link may ask for. */
export function bareUrl(pageUrl: string): string {
  const url = new URL(pageUrl);
  for (const key of LINKED) url.searchParams.delete(NAMES[key]);
  return url.href;
}

/** What the link says, as one text: the same for each visit by the same link; empty where it asks for nothing. */
export function linkText(pageUrl: string): string {
  const query = new URL(pageUrl).searchParams;
  const asked = LINKED.filter((key) => query.has(NAMES[key])).map((key) => [NAMES[key], query.get(NAMES[key]) ?? '']);
  return new URLSearchParams(asked).toString();
}

/** @param without the settings as they are without the link */
export function linkAsks(pageUrl: string, without: Settings, withLink: Settings): LinkAsk[] {
  const query = new URL(pageUrl).searchParams;
  return LINKED.filter(
    (key) => query.has(NAMES[key]) && meaningOf(key, without, pageUrl) !== meaningOf(key, withLink, pageUrl),
  ).map((key) => ({ key, asks: withLink[key], was: without[key] }));
}

/** The link for others. It holds no more than they need: what is as on a first visit is left out. */
export function linkOf(settings: Settings, initial: Settings, pageUrl: string): string {
  const url = new URL(pageUrl);
  url.search = '';
  url.hash = '';
  const shared = { ...settings, relay: withoutSecrets(settings.relay) };
  for (const key of LINKED) {
    // The relay that served the page is named too: who gets the link may have chosen another.
    const same = meaningOf(key, shared, pageUrl) === meaningOf(key, initial, pageUrl);
    if (key === 'relay' || key === 'mode' || !same) url.searchParams.set(NAMES[key], textOf(shared[key]));
  }
  return url.href;
}

/** A relay's address as far as the page uses it: names, passwords and what follows ? stay here. */
export function withoutSecrets(relay: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?([^?#]*)/i.exec(relay.trim()) ?? [];
  return scheme + rest.replace(/^[^/]*@/, '');
}

/** Two texts of one meaning are the same setting. */
function meaningOf(key: LinkedKey, settings: Settings, pageUrl: string): string {
  switch (key) {
    case 'relay':
      return JSON.stringify(parseRelayAddress(settings.relay, pageUrl));
    case 'modelHost':
      return modelHostOf(settings.modelHost) ?? settings.modelHost;
    case 'services':
    case 'jobTypes':
      return idsOf(settings[key]).join(' ');
    case 'stillThreshold':
      return String(stillThresholdOf(settings.stillThreshold));
    default:
      return textOf(settings[key]);
  }
}
