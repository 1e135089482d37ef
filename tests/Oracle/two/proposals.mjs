// Corrections that a reader of a hidden item proposes, and what becomes of them.

/** @typedef {import('./doing.mjs').Doing} Doing */

/** One that is taken back, one that is declined, one that is accepted and makes a new version, and one that waits. @param {Doing} it @param {string} name @param {string} value */
export async function corrected(it, name, value) {
  const { a2 } = it.actors;
  const at = `/items/${it.uid(name)}/proposals`;
  await answered(it, at, value);
  const correction = await proposed(it, at, { value, change: 'replace', to: '198.18.99.99' });
  if (it.mayDo({ act: 'revise', item: name, by: a2, title: 'phishing, corrected', body: 'finance proxy' })) await it.form(a2, `${at}?handler=Accept`, { proposal: correction, version: '0', answer: '' });
}

/** The same of what a machine brought for readers of whom no viewer knows: an object gets a newer version, another is revoked, an observable gives way to another. @param {Doing} it @param {string} uid @param {string} object @param {string} value */
export async function correctedPackage(it, uid, object, value) {
  const { a2 } = it.actors;
  const at = `/items/${uid}/proposals`;
  await answered(it, at, value);
  for (const change of [{ change: 'replace', to: it.random.pick(['proxy.example', 'phishing.example']), object }, { change: 'replace', to: 'proxy.example' }, { value: 'proxy.example', change: it.random.pick(['remove', 'kind']), kind: '' }]) {
    const correction = await proposed(it, at, { value, ...change });
    // What accepting it changes is worked out for the one that is opened.
    if (!(await it.as(a2).a.get(`${at}?proposal=${correction}`)).text.includes('handler=Accept')) it.faults.push(`${at} does not offer its originator to accept`);
    if (it.random.chance(0.7)) await it.form(a2, `${at}?handler=Accept`, { proposal: correction, version: '0', state: '', answer: 'so it is' });
  }
}

/** @param {Doing} it @param {string} at @param {string} value */
async function answered(it, at, value) {
  await it.form(it.actors.b1, `${at}?handler=TakeBack`, { proposal: await proposed(it, at, { value, change: 'remove' }) });
  await it.form(it.actors.a2, `${at}?handler=Decline`, { proposal: await proposed(it, at, { value, change: 'kind', kind: '' }), answer: 'it is what we saw' });
}

/** @param {Doing} it @param {string} at @param {Record<string, string>} change */
async function proposed(it, at, change) {
  const { b1 } = it.actors;
  await it.form(b1, at, { reason: 'another stands in our log', asOrganisation: String(it.random.chance(0.5)), ...change });
  return it.made('proposal', [...(await it.as(b1).a.get(at)).text.matchAll(/name="proposal" value="([^"]+)"/g)].at(-1)?.[1]);
}
