// <div data-parts="/share/parts" data-name="audience" data-type="checkbox|radio" data-kinds="circle person">: readers found by name as one
// types. A ticked one moves up to those that are chosen and stays.
const pause = 200;

function choice(finder, { word, name }) {
  const label = document.createElement('label');
  label.className = 'choice';
  const box = document.createElement('input');
  Object.assign(box, { type: finder.dataset.type, name: finder.dataset.name, value: word });
  label.append(box, ` ${name}`);
  return label;
}

function attach(finder) {
  const field = finder.querySelector('[data-find]');
  const found = finder.querySelector('[data-found]');
  const chosen = finder.querySelector('[data-chosen]');
  const kinds = finder.dataset.kinds.split(' ');
  let waiting = 0;
  let asked = 0;

  async function ask() {
    const text = field.value.trim();
    const mine = ++asked;
    const answer = text === '' ? [] : await (await fetch(`${finder.dataset.parts}?q=${encodeURIComponent(text)}`, { headers: { Accept: 'application/json' } })).json();
    if (mine !== asked) {
      return; // typed on meanwhile
    }

    const known = new Set([...chosen.querySelectorAll('input')].map((box) => box.value));
    const some = answer.filter((part) => kinds.includes(part.word.split(':')[0]) && !known.has(part.word));
    found.replaceChildren(...some.map((part) => choice(finder, part)));
    if (text !== '' && some.length === 0) {
      found.textContent = finder.dataset.none;
    }
  }

  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, pause);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault(); // a name is looked for, the form is not sent
      ask();
    }
  });
  found.addEventListener('change', (event) => {
    if (finder.dataset.type === 'checkbox' && event.target.checked) {
      chosen.append(event.target.closest('label'));
      event.target.focus();
    }
  });
}

export function partFinders() {
  document.querySelectorAll('[data-parts]').forEach(attach);
}
