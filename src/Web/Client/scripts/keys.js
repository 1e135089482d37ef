// <a data-keys="g h">: a field gets the focus, a link or a button is pressed. People may turn the keys off (WCAG 2.1.4).
const pause = 1000;
let first = '';
let firstAt = 0;

const typing = (target) => target.closest('input, textarea, select, [contenteditable]') !== null;

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

export function shortcuts() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || event.key.length !== 1) {
      return;
    }

    const chord = event.timeStamp - firstAt < pause ? `${first} ${event.key}` : event.key;
    first = event.key;
    firstAt = event.timeStamp;
    if (press(chord) || (chord !== event.key && press(event.key))) {
      event.preventDefault();
      first = '';
    }
  });
}
