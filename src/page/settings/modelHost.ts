// A mirror of the Hugging Face Hub. Whoever names it decides what the model's files hold, so one that a link names is shown
// before anything comes from it.

/** What is wrong with it; undefined for one that can be used, the empty one included. */
export function modelHostProblem(typed: string, pageUrl: string): string | undefined {
  if (typed.trim() === '') return undefined;
  const url = urlOf(typed);
  if (!url) return 'Write a whole address, like https://hub.example.';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Only http:// and https:// addresses can be used.';
  if (url.username || url.password) return 'Leave name and password out: they would stand in every request.';
  if (url.search || url.hash) return 'Leave out what follows ? or #: only host and path can be used.';
  if (url.protocol === 'http:' && new URL(pageUrl).protocol === 'https:' && !isLoopback(url.hostname)) {
    return 'This page came over https, and the browser then blocks plain http. Use https://.';
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
