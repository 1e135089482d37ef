// <form data-attach="address">: files that are picked, pasted or dropped go up at once as files of the draft, each with its progress.
import { place, standing } from './parcels.js';

function send(form, file, progress) {
  return new Promise((resolve) => {
    const data = standing(form);
    if (file) {
      data.append('files', file, file.name);
    }

    const request = new XMLHttpRequest();
    request.open('POST', form.dataset.attach);
    request.upload.addEventListener('progress', (event) => {
      progress.hidden = false;
      progress.value = event.lengthComputable ? (event.loaded * 100) / event.total : 0;
    });
    request.addEventListener('loadend', () => {
      progress.hidden = true;
      resolve(request.status === 200 && new URL(request.responseURL).pathname === '/share' ? request.responseText : null);
    });
    request.send(data);
  });
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
      let said = '';
      for (const file of files.length > 0 ? files : [null]) {
        const html = await send(form, file, progress);
        if (html === null) {
          if (file) {
            refused.items.add(file);
          }
          continue;
        }

        place(html);
        said += document.getElementById('not-kept')?.outerHTML ?? '';
        drafts.address();
      }

      // the reasons of all, not of the last alone
      if (said !== '' && !document.getElementById('not-kept')) {
        document.getElementById('kept-at').append(...new DOMParser().parseFromString(said, 'text/html').body.childNodes);
      }

      field.files = refused.files;
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
