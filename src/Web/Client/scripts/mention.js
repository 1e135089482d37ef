// <textarea data-mentions="address" data-readers="name of the list" data-how="how to choose">: while a name is typed behind an @, those who may be mentioned
// stand in a list below (WAI-ARIA listbox). The focus stays in the text: the chosen one is told as its active descendant.
const pause = 150;
const longest = 40;
/** The @ that begins a word before the caret, and what is typed behind it: a name may have spaces. */
const typed = new RegExp(`(?:^|[^A-Za-z0-9])@([^\\n@]{0,${longest}})$`);

let lists = 0;

function attach(text) {
  const list = document.createElement('ul');
  const says = document.createElement('p');
  Object.assign(list, { id: `mentions-${(lists += 1)}`, className: 'mention-list', hidden: true });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', text.dataset.readers);
  says.className = 'visually-hidden';
  says.setAttribute('role', 'status');
  text.after(list, says);
  for (const [name, value] of [['autocomplete', 'list'], ['haspopup', 'listbox'], ['controls', list.id]]) {
    text.setAttribute(`aria-${name}`, value);
  }

  let waiting = 0;
  let asked = 0;
  let left = -1; // the place of an @ whose list was closed, or that nobody fits
  let fruitless = '';

  const at = () => text.selectionStart === text.selectionEnd && typed.exec(text.value.slice(0, text.selectionStart));
  const placeOf = (found) => text.selectionStart - found[1].length - 1;
  const chosen = () => list.querySelector('[aria-selected="true"]');

  function close() {
    clearTimeout(waiting);
    asked += 1;
    list.hidden = true;
    list.replaceChildren();
    text.removeAttribute('aria-activedescendant');
    says.textContent = '';
  }

  function choose(option) {
    chosen()?.setAttribute('aria-selected', 'false');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    text.setAttribute('aria-activedescendant', option.id);
  }

  function take(option) {
    const found = at();
    if (found) {
      text.setRangeText(`@${option.dataset.text} `, placeOf(found), text.selectionStart, 'end');
      left = placeOf([0, `${option.dataset.text} `]);
      fruitless = '';
      text.dispatchEvent(new Event('input', { bubbles: true }));
    }
    close();
  }

  function show(readers) {
    list.replaceChildren(...readers.map((reader, i) => {
      const option = document.createElement('li');
      Object.assign(option, { id: `${list.id}-${i}`, textContent: reader.name });
      option.dataset.text = reader.text;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      return option;
    }));
    list.hidden = false;
    choose(list.firstElementChild);
    says.textContent = `${readers.length}: ${text.dataset.how}`;
  }

  async function ask() {
    const found = at();
    const mine = (asked += 1);
    if (!found) {
      close();
      return;
    }

    const answer = await fetch(`${text.dataset.mentions}?q=${encodeURIComponent(`@${found[1]}`)}`, { headers: { Accept: 'application/json' } }).catch(() => null);
    if (mine !== asked) {
      return; // typed on meanwhile
    }

    const readers = answer?.ok ? await answer.json() : [];
    if (mine === asked && readers.length > 0) {
      show(readers);
    } else if (mine === asked) {
      [left, fruitless] = [placeOf(found), found[1]];
      close();
    }
  }

  text.addEventListener('input', () => {
    const found = at();
    if (found && left === placeOf(found) && found[1].startsWith(fruitless)) {
      close();
      return;
    }

    left = -1; // another @, or this one typed anew
    if (!found) {
      close();
      return;
    }

    clearTimeout(waiting);
    waiting = setTimeout(ask, pause);
  });
  text.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 'next', ArrowUp: 'previous' }[event.key];
    if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
      return;
    }

    if (step) {
      choose(chosen()[`${step}ElementSibling`] ?? (step === 'next' ? list.firstElementChild : list.lastElementChild));
    } else if (event.key === 'Enter') {
      take(chosen());
    } else if (event.key === 'Escape') {
      [left, fruitless] = [placeOf(at() || [0, '']), ''];
      close();
    } else {
      return;
    }

    event.preventDefault();
    event.stopPropagation();
  });
  text.addEventListener('blur', close);
  list.addEventListener('pointerdown', (event) => {
    event.preventDefault(); // the text keeps the focus
    const option = event.target.closest('[role="option"]');
    if (option) {
      take(option);
    }
  });
}

export function mentions() {
  document.querySelectorAll('textarea[data-mentions]:not([data-mentions=""])').forEach(attach);
}
