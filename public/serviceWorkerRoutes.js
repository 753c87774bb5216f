// The service worker is asked for the page's own files alone. All else, such as the relay's routes on the same origin and
// whatever is on another, goes to the network as if there were no service worker: a frame takes no detour, and the last will
// of a page that is closed waits for nobody. Where a browser has no such routes, the service worker is asked and lets it pass.
self.addEventListener('install', (event) => {
  if (typeof event.addRoutes !== 'function') return;
  const { protocol, hostname, port, href } = self.location;
  const folder = new URL('.', href).pathname.replace(/[{}()*+?:\\]/g, '\\$&');
  const files = ['', 'index.html', 'relay.html', 'favicon.svg', 'manifest.webmanifest', 'assets/*'];
  const own = files.map((file) => ({
    condition: {
      requestMethod: 'GET',
      urlPattern: new URLPattern({ protocol: protocol.slice(0, -1), hostname, port, pathname: folder + file }),
    },
    source: 'fetch-event',
  }));
  // The first route that fits counts.
  const others = { condition: { urlPattern: new URLPattern({}) }, source: 'network' };
  event.waitUntil(event.addRoutes([...own, others]).catch(() => {}));
});
