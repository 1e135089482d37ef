// <form data-attach="address">: files that are picked, pasted or dropped go up at once as files of the draft, each with its progress.
import { ask, place, standing } from './parcels.js';
import { showPicked } from './picker.js';

async function send(form, file, bar) {
  const data = standing(form);
  if (file) {
    data.append('files', file, file.name);
  }

  const answer = await ask(form.dataset.attach, data, {
    progress: (event) => {
      bar.hidden = !file;
      bar.value = event.lengthComputable ? (event.loaded * 100) / event.total : 0;
    },
  });
  bar.hidden = true;
  return answer;
}

/** Pasted pictures are all of one name. */
function named(file, i) {
  const at = new Date().toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return file.name === 'image.png' ? new File([file], `pasted-${at}${i ? `-${i}` : ''}.png`, { type: file.type }) : file;
}

export function attachFiles(form, drafts) {
  const field = form.querySelector('input[type=file]');
  const progress = form.querySelector('progress');
  const text = form.querySelector('[data-text]');

  function attach(files) {
    return drafts.next(async () => {
      const refused = new DataTransfer();
      const said = [];
      for (const file of files.length > 0 ? files : [null]) {
        const answer = await send(form, file, progress);
        if (answer === null) {
          if (file) {
            refused.items.add(file);
          }
          continue;
        }

        place(answer);
        drafts.address();
        const not = document.getElementById('not-kept');
        if (not) {
          said.push(not);
        }
      }

      // the reasons of all, not of the last alone
      if (said.length > 0) {
        const kept = document.getElementById('kept-at');
        delete kept.dataset.as;
        kept.append(...said);
      }

      field.files = refused.files;
      showPicked(field);
    });
  }

  field.addEventListener('change', () => {
    if (field.files.length > 0) {
      attach([...field.files]);
    }
  });
  text.addEventListener('paste', (event) => {
    const files = [...event.clipboardData.files];
    // of a table copied from a sheet there is a picture too: its text is meant
    if (files.length > 0 && event.clipboardData.getData('text/plain') === '') {
      event.preventDefault();
      attach(files.map(named));
    }
  });
  for (const kind of ['dragover', 'drop']) {
    form.addEventListener(kind, (event) => {
      if (event.dataTransfer?.types.includes('Files')) {
        event.preventDefault();
        if (kind === 'drop') {
          attach([...event.dataTransfer.files]);
        }
      }
    });
  }

  form.addEventListener('change', (event) => {
    if (event.target.matches('input[name=remove]')) {
      attach([]); // what is ticked to be removed goes now
    }
  });
}
