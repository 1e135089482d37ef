// <div data-draws="address of the script">: the drawn graph weighs as much as all the rest, so it comes only on the page that has one. The lists say the same.
export function graphs() {
  const place = document.querySelector('[data-draws]');
  if (place) {
    import(place.dataset.draws).then(({ draw }) => draw(place));
  }
}
