// Live parts of a page: the server answers them as elements with data-live, each takes the place of the one with its id. There is
// no second rendering here. They come by XMLHttpRequest, which reads a document without a sink that trusted types would close.

/** What stands in the form, without files that are picked. @param {HTMLFormElement} form @param {Record<string, string>} more */
export function standing(form, more = {}) {
  const data = new FormData(form);
  data.delete('files');
  for (const [name, value] of Object.entries(more)) {
    data.set(name, value);
  }

  return data;
}

/**
 * The answer, or null where it is none: signed out, refused, the hub away, given up.
 * @param {string} address @param {FormData} body @param {{signal?: AbortSignal, progress?: (event: ProgressEvent) => void}} [how]
 * @returns {Promise<Document|null>}
 */
export function ask(address, body, { signal, progress } = {}) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.responseType = 'document';
    request.upload.onprogress = progress ?? null;
    request.addEventListener('loadend', () => {
      const here = request.status === 200 && new URL(request.responseURL).search === new URL(address, location).search;
      resolve(here ? request.response : null);
    });
    signal?.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

/** Puts the parts in place; what stays the same is not touched, so that nothing is said twice, and the focus stays where it is. @param {Document} answer */
export function place(answer) {
  const held = document.activeElement?.id;
  for (const part of answer.querySelectorAll('[data-live]')) {
    const here = document.getElementById(part.id);
    const as = part.innerHTML;
    if (here === null || here.dataset.as === as) {
      continue;
    }

    const open = [...here.querySelectorAll('details')].map((d) => d.open);
    const scrolled = [...here.querySelectorAll('.found-list')].map((list) => list.scrollTop);
    here.dataset.as = as;
    here.replaceChildren(...[...part.childNodes].map((node) => document.importNode(node, true)));
    here.querySelectorAll('details').forEach((d, i) => { d.open = open[i] ?? d.open; });
    here.querySelectorAll('.found-list').forEach((list, i) => { list.scrollTop = scrolled[i] ?? 0; });
  }

  if (held && document.activeElement?.id !== held) {
    document.getElementById(held)?.focus({ preventScroll: true });
  }
}
