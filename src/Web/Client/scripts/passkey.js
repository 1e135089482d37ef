// <form data-passkey="sign-in|register|confirm" data-options="…" data-finish="…" hidden>: shown where the browser knows passkeys. The
// options are fetched, the device asks its owner, and what it says goes back with the form's own fields.
const known = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

async function post(form, url, fields) {
  const answer = await fetch(url, {
    method: 'POST',
    body: fields,
    headers: { RequestVerificationToken: form.elements.__RequestVerificationToken.value },
    credentials: 'same-origin',
  });
  const said = await answer.json();
  if (!answer.ok) {
    throw new Error(said.refusal ?? '');
  }

  return said;
}

async function ask(kind, options) {
  return kind === 'register'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function run(form) {
  const options = await post(form, form.dataset.options, new FormData(form));
  if (options.to) {
    return options.to;
  }

  const credential = await ask(form.dataset.passkey, options);
  const fields = new FormData(form);
  fields.set('credential', JSON.stringify(credential));
  return (await post(form, form.dataset.finish, fields)).to;
}

function attach(form) {
  const refusal = form.querySelector('[data-passkey-refusal]');
  const button = form.querySelector('button[type="submit"]');
  const first = refusal?.textContent;
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    refusal.hidden = true;
    try {
      location.assign(await run(form));
    } catch (error) {
      // the device's own messages are for developers; the server's are for people
      refusal.textContent = error.name === 'Error' && error.message ? error.message : first;
      refusal.hidden = false;
      button.disabled = false;
    }
  });
}

export function passkeys() {
  if (known) {
    document.querySelectorAll('form[data-passkey]').forEach(attach);
  }
}
