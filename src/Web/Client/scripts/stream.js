// A list of filters closes on Escape and on a click beside it; a bookmark is kept without leaving the page, and `b` keeps it on the card that has the focus.
function closePicks(except) {
  for (const open of document.querySelectorAll('details.pick[open]')) {
    if (open !== except) {
      open.open = false;
    }
  }
}

async function keep(form) {
  const button = form.querySelector('button');
  const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin', redirect: 'manual' });
  if (answer.type !== 'opaqueredirect') {
    form.dataset.bookmark = 'refused';
    form.submit(); // the page says why
    return;
  }

  const kept = form.elements.keep.value === 'true';
  form.elements.keep.value = String(!kept);
  button.querySelector('[data-word]').textContent = kept ? button.dataset.on : button.dataset.off;
}

export function streams() {
  document.addEventListener('click', (event) => closePicks(event.target.closest('details.pick')));
  document.addEventListener('keydown', (event) => {
    const open = event.key === 'Escape' && document.querySelector('details.pick[open]');
    if (open) {
      open.open = false;
      open.querySelector('summary').focus();
    } else if (event.key === 'b' && document.body.dataset.shortcuts === 'on' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest('input, textarea, select')) {
      event.target.closest('.item')?.querySelector('form[data-bookmark] button')?.click();
    }
  });
  document.addEventListener('submit', (event) => {
    if (event.target.matches('form[data-bookmark]') && event.target.dataset.bookmark !== 'refused') {
      event.preventDefault();
      keep(event.target);
    }
  });
}
