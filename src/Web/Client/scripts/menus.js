// <button data-print> opens the browser's print dialogue. <details class="menu"> opens without script; script closes it with Escape or a click elsewhere, as people expect of a menu.
const open = () => document.querySelectorAll('details.menu[open]');

export function menus() {
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-print]')) {
      window.print();
    }

    for (const menu of open()) {
      menu.open = menu.contains(event.target);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      for (const menu of open()) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
    }
  });
}
