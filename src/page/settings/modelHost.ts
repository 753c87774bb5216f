// A mirror of the Hugging Face Hub. Whoever names it decides what the model's files hold, so one that a link names is shown
// before anything comes from it.
import { words } from '../language/language.ts';

/** What is wrong with it; undefined for one that can be used, the empty one included. */
export function modelHostProblem(typed: string, pageUrl: string): string | undefined {
  if (typed.trim() === '') return undefined;
  const { problems } = words.value.settings;
  const url = urlOf(typed);
  if (!url) return problems.hostUnreadable;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return problems.hostScheme;
  if (url.username || url.password) return problems.hostSecrets;
  if (url.search || url.hash) return problems.hostQuery;
  if (url.protocol === 'http:' && new URL(pageUrl).protocol === 'https:' && !isLoopback(url.hostname)) {
    return problems.hostPlain;
  }
  return undefined;
}

/** Without the slash at its end; undefined for the Hub itself. */
export function modelHostOf(typed: string): string | undefined {
  const url = urlOf(typed);
  return url && `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function urlOf(typed: string): URL | undefined {
  return URL.canParse(typed.trim()) ? new URL(typed.trim()) : undefined;
}

const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
