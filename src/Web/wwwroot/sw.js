// Keeps the built files and one page that says that there is no network: nothing else, ever. What members share is read from
// the hub or not at all, so that a lost telephone, or somebody who leaves, has none of it in a cache.
const files = (new URL(self.location).searchParams.get('keep') ?? '').split(' ').filter((path) => /^\/(dist\/|icon)[\w./-]+$/.test(path));
const page = '/offline';
const name = `files ${files.join(' ')}`;

async function keep() {
  const cache = await caches.open(name);
  // Without the session: the page is the same for everybody.
  await cache.addAll([page, ...files].map((path) => new Request(path, { credentials: 'omit', cache: 'no-cache' })));
  await self.skipWaiting();
}

async function forget() {
  const all = await caches.keys();
  await Promise.all(all.filter((each) => each !== name).map((each) => caches.delete(each)));
}

async function visit(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(page)) ?? Response.error();
  }
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(forget()));
self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') {
    event.respondWith(visit(event.request));
  } else if (event.request.method === 'GET' && files.includes(new URL(event.request.url).pathname)) {
    event.respondWith(file(event.request));
  }
});
