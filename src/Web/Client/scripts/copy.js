// <button data-copy="text" data-copied="Copied">, or data-copy-from="id" for the text of an element. The style sheet shows
// these buttons only where script runs.
const shown = 2000;

async function copy(button) {
  const from = button.dataset.copyFrom;
  await navigator.clipboard.writeText(from ? document.getElementById(from).textContent.trim() : button.dataset.copy);
  const word = button.querySelector('[data-word]') ?? button;
  const before = word.textContent;
  if (button.dataset.copied && before !== button.dataset.copied) {
    word.textContent = button.dataset.copied;
    setTimeout(() => { word.textContent = before; }, shown);
  }
}

export function copyButtons() {
  if (!navigator.clipboard) {
    return; // not a secure context
  }

  document.documentElement.classList.add('can-copy');
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-copy], [data-copy-from]');
    if (button) {
      copy(button);
    }
  });
}
