// Registers the worker that shows a page without a network. Its address carries the fingerprints of what it keeps, so that a new
// release brings a new worker, and the new worker throws the old files away.
export function offlinePage() {
  if (!('serviceWorker' in navigator)) {
    return;
  }

  const files = [...document.querySelectorAll('link[rel=stylesheet], link[rel=icon], script[src]')].map((e) => new URL(e.href || e.src).pathname);
  const address = `/sw.js?keep=${encodeURIComponent(files.join(' '))}`;
  // The content policy lets no plain text become the address of a script.
  const policy = window.trustedTypes?.createPolicy('worker', { createScriptURL: (url) => url });
  navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address, { scope: '/' }).catch(() => {
    // Private windows refuse workers; everything works without one.
  });
}
