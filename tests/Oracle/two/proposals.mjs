// Corrections that a reader of a hidden item proposes, and what becomes of them.

/** One that is taken back, one that is declined, one that is accepted and makes a new version, and one that waits. @param {import('./doing.mjs').Doing} it @param {string} name @param {string} value */
export async function corrected(it, name, value) {
  const { a2, b1 } = it.actors;
  const at = `/items/${it.uid(name)}/proposals`;
  const proposed = async (/** @type {Record<string, string>} */ change) => {
    await it.form(b1, at, { value, reason: 'another stands in our log', asOrganisation: String(it.random.chance(0.5)), ...change });
    return it.made('proposal', [...(await it.as(b1).a.get(at)).text.matchAll(/name="proposal" value="([^"]+)"/g)].at(-1)?.[1]);
  };
  await it.form(b1, `${at}?handler=TakeBack`, { proposal: await proposed({ change: 'remove' }) });
  await it.form(a2, `${at}?handler=Decline`, { proposal: await proposed({ change: 'kind', kind: '' }), answer: 'it is what we saw' });
  const correction = await proposed({ change: 'replace', to: '198.18.99.99' });
  if (it.mayDo({ act: 'revise', item: name, by: a2, title: 'phishing, corrected', body: 'finance proxy' })) await it.form(a2, `${at}?handler=Accept`, { proposal: correction, version: '0', answer: '' });
}
