// <form data-save="address">: what was touched is kept as a draft every few seconds, when the window loses the focus, and when it closes.
// One keeping at a time. Where a newer state stands elsewhere nothing is kept over it until somebody decides.
import { ask, place, standing } from './parcels.js';

const every = 5000;
const retry = 15000;
/** The most that a browser sends when a page closes. */
const mostAtLeaving = 60000;

export function keepDrafts(form) {
  let touched = 0;
  let kept = 0;
  let waiting = 0;
  let stopped = false;
  let chain = Promise.resolve();
  let queued = 0;
  const state = () => document.getElementById('saved');

  function touch() {
    touched++;
    if (!waiting && !stopped) {
      waiting = setTimeout(() => { waiting = 0; keep(); }, every);
    }
  }

  async function save() {
    if (kept === touched || stopped) {
      return;
    }

    const upTo = touched;
    const answer = await ask(form.dataset.save, standing(form));
    if (answer === null) {
      state().append(Object.assign(document.createElement('p'), { className: 'notice notice-caution', textContent: form.dataset.lost }));
      state().dataset.as = '';
      clearTimeout(waiting);
      waiting = setTimeout(() => { waiting = 0; keep(); }, retry);
      return;
    }

    place(answer);
    stopped = state().querySelector('[data-apart]') !== null;
    kept = upTo;
    address();
  }

  /** A reload comes back to the draft. */
  function address() {
    const draft = form.elements.namedItem('draft')?.value;
    if (draft && !location.search.includes(draft)) {
      history.replaceState(null, '', `/share?draft=${draft}`);
    }
  }

  /** @param {() => Promise<void>} act after what is being kept, and before what comes */
  function next(act) {
    queued++;
    chain = chain.then(act).catch(() => {}).then(() => { queued--; });
    return chain;
  }

  const keep = () => next(save);

  /** The last words of a page that closes: no answer comes any more. */
  function leave() {
    if (kept === touched || stopped) {
      return true;
    }

    const data = standing(form);
    let size = 0;
    for (const [name, value] of data) {
      size += new Blob([name, value]).size + 200;
    }

    if (size > mostAtLeaving) {
      return false;
    }

    kept = touched;
    return navigator.sendBeacon(form.dataset.save, data);
  }

  for (const kind of ['input', 'change']) {
    document.addEventListener(kind, (event) => {
      if ((event.target.form === form || event.target === form) && !event.target.matches('[data-find], [type=file]')) {
        touch();
      }
    });
  }

  window.addEventListener('blur', keep);
  document.addEventListener('visibilitychange', () => { if (document.hidden) { keep(); } });
  let sent = false;
  form.addEventListener('submit', async (event) => {
    if (queued > 0) {
      event.preventDefault(); // what is being kept makes the draft another than the form knows
      const { submitter } = event;
      await chain;
      const button = submitter.isConnected ? submitter : document.getElementById(submitter.id);
      if (button) {
        form.requestSubmit(button); // else what it would have done can be done no more
      }
      return;
    }

    sent = true;
    stopped = true;
    clearTimeout(waiting);
  });
  window.addEventListener('pageshow', () => { sent = false; });
  window.addEventListener('beforeunload', (event) => {
    if (!sent && !leave()) {
      event.preventDefault();
    }
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-apart]')) {
      form.elements.namedItem('draft').value = '';
      form.elements.namedItem('seen').value = '0';
      stopped = false;
      touched++;
      keep();
    }
  });
  return { next, address };
}
