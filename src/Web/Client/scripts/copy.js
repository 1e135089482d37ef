// <button data-copy="text" data-copied="Copied">; data-copy-from="id" for the text of an element; data-copy64="…" for a true value, which
// stands nowhere in the page as it is; data-copy-all="id" for all values within an element, masked, or true with data-true. The style
// sheet shows these buttons from the first view on where script runs.
const shown = 2000;
const kinds = '[data-copy], [data-copy-from], [data-copy64], [data-copy-all]';

const decoded = (text) => new TextDecoder().decode(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));

function textOf({ dataset }) {
  if (dataset.copyAll) {
    const values = [...document.getElementById(dataset.copyAll).querySelectorAll('true' in dataset ? '[data-copy64]' : '[data-copy]')];
    return values.map(textOf).join('\n');
  }

  return dataset.copy64 ? decoded(dataset.copy64) : dataset.copyFrom ? document.getElementById(dataset.copyFrom).textContent.trim() : dataset.copy;
}

async function copy(button) {
  await navigator.clipboard.writeText(textOf(button));
  const word = button.querySelector('[data-word]') ?? button;
  const before = word.textContent;
  if (button.dataset.copied && before !== button.dataset.copied) {
    word.textContent = button.dataset.copied;
    setTimeout(() => { word.textContent = before; }, shown);
  }
}

export function copyButtons() {
  if (!navigator.clipboard) {
    document.documentElement.classList.add('cannot-copy'); // not a secure context
    return;
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest(kinds);
    if (button) {
      copy(button);
    }
  });
}
