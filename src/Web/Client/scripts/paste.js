// <textarea data-images="images">: an image that is pasted goes into the file field of that id, beside those picked before.
const images = /^image\/(png|jpeg|gif|webp)$/;

function attach(text) {
  const field = document.getElementById(text.dataset.images);
  text.addEventListener('paste', (event) => {
    const pasted = [...event.clipboardData.files].filter((file) => images.test(file.type));
    if (pasted.length === 0) {
      return;
    }

    event.preventDefault();
    const all = new DataTransfer();
    [...field.files, ...pasted].forEach((file) => all.items.add(file));
    field.files = all.files;
    field.closest('details')?.setAttribute('open', '');
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

export function pastedImages() {
  document.querySelectorAll('textarea[data-images]').forEach(attach);
}
