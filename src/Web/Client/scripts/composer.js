// <form data-composer data-look="address">: while one types, the hub is asked what it finds and who will read it. One question at a
// time, the latest wins. What it suggests is taken over by a click, and never by itself.
import { attachFiles } from './attach.js';
import { keepDrafts } from './drafts.js';
import { ask, place, standing } from './parcels.js';

const pause = 250;

function looks(form) {
  let waiting = 0;
  let asking = null;

  async function look(more) {
    clearTimeout(waiting);
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const answer = await ask(form.dataset.look, standing(form, more), { signal });
    if (answer !== null && !signal.aborted) {
      place(answer);
    }

    return answer !== null;
  }

  return {
    look,
    soon() {
      clearTimeout(waiting);
      asking?.abort();
      waiting = setTimeout(() => look(), pause);
    },
  };
}

function changed(field) {
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** In the text: selected and in sight; or taken out. */
function places(form) {
  const text = form.querySelector('[data-text]');
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-place], [data-cut]');
    if (!button || !text) {
      return;
    }

    const [start, length] = (button.dataset.place ?? button.dataset.cut).split(',').map(Number);
    text.focus();
    text.setSelectionRange(start, start + length);
    if (button.dataset.cut) {
      text.setRangeText('', start, start + length, 'start');
      changed(text);
    }
  });
}

/** A part of the audience by its word: its box, or one that is added to those found by name. */
function choosePart(form, word, name) {
  let box = form.querySelector(`input[name=audience][value="${CSS.escape(word)}"]`);
  if (!box) {
    const label = document.createElement('label');
    label.className = 'choice';
    box = Object.assign(document.createElement('input'), { type: 'checkbox', name: 'audience', value: word });
    label.append(box, ` ${name}`);
    form.querySelector('.audience-step [data-chosen]').append(label);
  }

  box.checked = true;
  box.closest('details')?.setAttribute('open', '');
}

function take(form, button) {
  const [what, value] = button.value.split(/=(.*)/s);
  const field = (name) => form.elements.namedItem(name);
  if (what === 'title') {
    field('title').value = button.dataset.title;
    field('title').focus();
  } else if (what === 'template') {
    field('body').value = button.dataset.template;
    field('body').focus();
    field('body').setSelectionRange(0, 0);
  } else if (what === 'audience') {
    form.querySelectorAll('input[name=audience]:checked').forEach((box) => { box.checked = false; });
    const words = value.split(' ');
    const names = (button.dataset.names ?? '').split('\n');
    words.forEach((word, i) => choosePart(form, word, names[i] ?? word));
  } else {
    const radio = form.querySelector(`input[name="${what}"][value="${CSS.escape(value)}"]`);
    radio.checked = true;
    radio.focus();
  }

  changed(form);
}

function compose(form) {
  const { look, soon } = looks(form);
  const mine = (target) => target.form === form || form.contains(target);
  const quiet = (target) => target.matches('[data-find], [type=file]');
  for (const kind of ['input', 'change']) {
    document.addEventListener(kind, (event) => {
      if (mine(event.target) && !quiet(event.target)) {
        soon();
      }
    });
  }

  document.addEventListener('click', async (event) => {
    const button = event.target.closest('button');
    if (!button || button.form !== form) {
      return;
    }

    if (button.name === 'take') {
      event.preventDefault();
      take(form, button);
    } else if (button.name === 'act' && button.value === 'preview' && !form.querySelector('#files')?.files.length) {
      event.preventDefault();
      if (await look({ asked: 'true' })) {
        (document.getElementById('refusal') ?? document.getElementById('as-read'))?.scrollIntoView({ block: 'center' });
      } else {
        form.requestSubmit(button);
      }
    }
  });
  places(form);
  if (form.querySelector('[data-text]').value !== '') {
    look();
  }
}

export function composer() {
  const form = document.querySelector('form[data-composer]');
  if (form) {
    compose(form);
    if (form.dataset.save) {
      const drafts = keepDrafts(form);
      attachFiles(form, drafts);
    }
  }
}
