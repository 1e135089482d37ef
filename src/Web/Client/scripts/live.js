// The inbox's count as it changes: events of the kind "inbox" with a number. Hidden tabs hold no connection, because a
// browser grants one host only six over HTTP/1.1. [data-fresh] says that there is more than when the page came.
let source = null;

let first = null;

function show(count) {
  first ??= count;
  for (const place of document.querySelectorAll('[data-fresh]')) {
    place.hidden = count <= first;
    place.querySelector('[data-more]')?.replaceChildren(String(count - first));
  }

  for (const place of document.querySelectorAll('[data-unread]')) {
    place.textContent = count > 99 ? '99+' : String(count || '');
    place.hidden = count === 0;
  }
}

function connect() {
  if (document.hidden) {
    source?.close();
    source = null;
  } else if (source === null) {
    source = new EventSource('/live');
    source.addEventListener('inbox', (event) => show(Number.parseInt(event.data, 10) || 0));
  }
}

export function liveCount() {
  document.addEventListener('visibilitychange', connect);
  connect();
}
