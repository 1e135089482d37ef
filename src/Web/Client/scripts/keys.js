// <a data-keys="g h">: a field gets the focus, a link or a button is pressed. People may turn the keys off (WCAG 2.1.4).
const pause = 1000;
let first = '';
let firstAt = 0;

const typing = (target) => target.closest('input, textarea, select, [contenteditable], dialog[open]') !== null;

function press(keys) {
  const target = document.querySelector(`[data-keys="${CSS.escape(keys)}"]`);
  if (target?.matches('input, textarea')) {
    target.focus();
    target.select();
  } else {
    target?.click();
  }
  return target !== null;
}

/** From card to card: the title's link gets the focus, so that Enter opens it and a reader hears it. */
function step(by) {
  const titles = [...document.querySelectorAll('main .item-title a')];
  const card = document.activeElement?.closest('.item');
  const at = titles.findIndex((title) => card?.contains(title));
  const next = titles[at < 0 ? (by > 0 ? 0 : titles.length - 1) : at + by];
  next?.focus();
  next?.closest('.item').scrollIntoView({ block: 'nearest' });
  return titles.length > 0;
}

function open() {
  const title = document.activeElement?.closest('main .item')?.querySelector('.item-title a');
  title?.click();
  return Boolean(title);
}

function map() {
  const dialog = document.getElementById('keys');
  dialog?.showModal();
  return Boolean(dialog);
}

const acts = { j: () => step(1), k: () => step(-1), o: open, '?': map };

export function shortcuts() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || event.key.length !== 1) {
      return;
    }

    const chord = event.timeStamp - firstAt < pause ? `${first} ${event.key}` : event.key;
    first = event.key;
    firstAt = event.timeStamp;
    if ((chord !== event.key && press(chord)) || acts[event.key]?.() || press(event.key)) {
      event.preventDefault();
      first = '';
    }
  });
}
