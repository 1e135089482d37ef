// Live parts of a page: the server answers them as elements with data-live, each takes the place of the one with its id. There is
// no second rendering here.

/** What stands in the form, without files that are picked. @param {HTMLFormElement} form @param {Record<string, string>} more */
export function standing(form, more = {}) {
  const data = new FormData(form);
  data.delete('files');
  for (const [name, value] of Object.entries(more)) {
    data.set(name, value);
  }

  return data;
}

/** The answer's parts, or null where it is none: signed out, refused, the hub away. */
export async function ask(address, body, more = {}) {
  try {
    const response = await fetch(address, { method: 'POST', body, headers: { Accept: 'text/html' }, redirect: 'error', ...more });
    return response.ok ? await response.text() : null;
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    return null;
  }
}

/** Puts the parts in place; what stays the same is not touched, so that nothing is said twice, and the focus stays where it is. */
export function place(html) {
  const held = document.activeElement?.id;
  const parts = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('[data-live]');
  for (const part of parts) {
    const here = document.getElementById(part.id);
    if (here === null || here.dataset.as === part.innerHTML) {
      continue;
    }

    const open = [...here.querySelectorAll('details')].map((d) => d.open);
    const scrolled = [...here.querySelectorAll('.found-list, .reader-list')].map((list) => list.scrollTop);
    here.dataset.as = part.innerHTML;
    here.replaceChildren(...part.childNodes);
    here.querySelectorAll('details').forEach((d, i) => { d.open = open[i] ?? d.open; });
    here.querySelectorAll('.found-list, .reader-list').forEach((list, i) => { list.scrollTop = scrolled[i] ?? 0; });
  }

  if (held && document.activeElement?.id !== held) {
    document.getElementById(held)?.focus({ preventScroll: true });
  }
}
