// <button data-charts="address of the script">: charts weigh more than all the rest of a page, so they come when they are asked for, and from
// then on by themselves in this browser. The tables say the same.
const mark = 'charts';

export function charts() {
  const button = document.querySelector('[data-charts]');
  if (!button) {
    return;
  }

  const show = async () => {
    document.documentElement.classList.add('charted');
    button.hidden = true;
    (await import(button.dataset.charts)).drawAll();
  };
  button.addEventListener('click', () => {
    localStorage.setItem(mark, 'on');
    show();
  });
  if (localStorage.getItem(mark) === 'on') {
    show();
  }
}
