// <file-picker>: beside its button stand the names of the files that are chosen.
export function showPicked(field) {
  const words = field.closest('.file-picker')?.querySelector('[data-picked]');
  if (words) {
    words.dataset.none ??= words.textContent;
    words.textContent = [...field.files].map((file) => file.name).join(', ') || words.dataset.none;
  }
}

export function filePickers() {
  document.addEventListener('change', (event) => {
    if (event.target.matches('.file-picker > input')) {
      showPicked(event.target);
    }
  });
}
