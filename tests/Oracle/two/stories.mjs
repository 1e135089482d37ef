// What others do that the viewers may not notice: stories through every door, in random order and with random particulars.
import { current } from '../state.mjs';
import { texts } from '../generator/text.mjs';
import { code } from '../drive/visitor.mjs';
import { pixel } from './doing.mjs';
import { byMachine, spokenOf } from './objects.mjs';
import { tokenIn, uidsIn } from './twins.mjs';

/** @typedef {import('./doing.mjs').Doing} Doing */

const kinds = ['early-warning', 'indicators', 'question', 'best-practice', 'incident-summary'];
const picker = { CLEAR: 'Clear', GREEN: 'Green', AMBER: 'Amber', 'AMBER+STRICT': 'AmberStrict', RED: 'Red' };

/** The same words, values and file as something that is there already, or new ones. @param {Doing} it @param {string} name */
function said(it, name) {
  const before = it.world.log.map(({ act }) => act).filter(act => act.title);
  const { title, body } = it.random.chance(0.5) ? it.random.pick(before) : texts(it.random, name, 1);
  return { title, body };
}

/** @param {Doing} it */
const fileOf = it => it.random.pick(it.world.log.map(({ act }) => act).filter(act => act.act === 'attach' && act.file === 'log.txt'))?.text ?? 'a log';

const circle = { part: 'circle', circle: 'xh' };

/** @param {Doing} it @param {string} by */
function audience(it, by) {
  const own = it.state.persons.get(by)?.organisation;
  const { a1, a2, b1, b2 } = it.actors;
  const persons = [a1, a2, b1, b2].map(person => ({ part: 'person', person }));
  const parts = [circle, { part: 'organisation', organisation: own }, it.random.pick(persons)];
  // What is shared at GREEN is counted for everybody.
  const label = it.random.pick(['AMBER', 'AMBER', 'AMBER+STRICT', 'RED']);
  return { label, parts: label === 'RED' ? it.random.some(persons, it.random.int(1, 3)) : it.random.some(parts, it.random.int(1, 2)) };
}

/** By a page, or by REST. @param {Doing} it @param {string} who a person, or a key @param {{draft?: boolean, attribution?: string, label?: string, kind?: string, again?: string}} [more] */
async function share(it, who, more = {}) {
  const name = it.name();
  const key = it.state.keys.get(who);
  const by = key?.person ?? (key ? null : who);
  let { label, parts } = audience(it, by ?? it.actors.a1);
  if (more.label) [label, parts] = [more.label, [circle]];
  if (key && ['AMBER+STRICT', 'RED'].includes(label)) [label, parts] = ['AMBER', [circle]];
  const { title, body } = said(it, name);
  const attribution = more.attribution ?? (by ? it.random.pick(['named', 'organisation']) : 'organisation');
  const kind = more.kind ?? it.random.pick(kinds);
  const act = { act: more.draft ? 'draft' : 'share', name, ...(key ? { key: who } : { by: who }), kind, label: `TLP:${label}`, audience: parts, attribution, title, body, reviewers: [] };
  if (!it.mayDo(act)) return null;
  const words = parts.map(part => it.word(part));
  if (key) {
    const content = { kind, label: `TLP:${label}`, audience: words, title, body, attribution };
    const headers = it.random.chance(0.5) ? { 'idempotency-key': it.request(who) } : {};
    const path = more.draft ? '/api/v1/drafts' : more.again ? `/api/v1/drafts/${more.again}/sharing` : '/api/v1/posts';
    const uid = idIn(await it.rest(who, 'POST', path, content, more.draft || more.again ? {} : headers));
    if (!more.again) it.made('item', uid, name);
    else it.ids.set(name, more.again);
    return name;
  }
  const fields = [['kind', kind], ['title', title], ['body', body], ['label', picker[label]], ['attribution', attribution], ['language', 'en'], ['pap', 'PAP:GREEN'],
    ['act', more.draft ? 'draft' : 'share'], ...words.map(word => ['audience', word])];
  // A draft is kept by the page itself first, with a file, and then by its author.
  const kept = more.draft ? /name="draft" value="([^"]+)"/.exec((await it.form(who, '/share?handler=Save', fields)).text)?.[1] : undefined;
  if (kept) await it.form(who, '/share?handler=Attach', [...fields, ['draft', kept]], { file: ['log.txt', fileOf(it)] });
  if (kept) fields.push(['draft', kept]);
  const { location } = await it.form(who, '/share', fields, !more.draft && label !== 'RED' && it.random.chance(0.4) ? { file: ['log.txt', fileOf(it)] } : {});
  it.made('item', uidsIn(location)[0], name);
  return name;
}

/** @param {Doing} it @param {string|null} name @param {string} verb @param {Record<string, any>} who @param {Record<string, any>} [fields] */
const may = (it, name, verb, who, fields = {}) => name !== null && it.mayDo({ act: verb, ...(['comment', 'pass-on', 'ask-wider', 'attach'].includes(verb) ? { name: it.name() } : {}), item: name, ...who, ...fields });

/** @param {import('../drive/visitor.mjs').Answer} answer */
const idIn = answer => /"id":"([^"]+)"/.exec(answer.text)?.[1];

/** @param {Doing} it @param {string} who @param {string} name */
async function commentOn(it, who, name) {
  const { text } = await it.as(who).a.get(`/items/${it.uid(name)}`);
  return it.made('comment', [...text.matchAll(/id="c-([0-9A-Z-]{11})"/g)].at(-1)?.[1]);
}

/** The address of a picture, which one of its readers sees. @param {Doing} it @param {string} who @param {string} name */
async function image(it, who, name) {
  const { text } = await it.as(who).a.get(`/items/${it.uid(name)}`);
  return it.made('image', /\/images\/([0-9A-Z-]{11})"/.exec(text)?.[1]);
}

/** As it stands behind an @. @param {Doing} it @param {string} who @param {string} name of an item @returns {Promise<string>} */
async function nameOfAReader(it, who, name) {
  const { text } = await it.as(who).a.get(`/items/${it.uid(name)}/mentions?q=@`);
  return it.random.pick(/** @type {{text: string}[]} */ (JSON.parse(text))).text;
}

/** @type {Record<string, (it: Doing) => Promise<void>>} */
export const stories = {
  async 'posts by page'(it) {
    const { a1, a2, b1, b2 } = it.actors;
    const by = it.random.pick([a1, a2]);
    const name = await share(it, by, { label: 'AMBER' });
    if (may(it, name, 'comment', { by: b1 }, { body: 'seen' })) {
      const told = { mention: it.word({ part: 'person', person: b2 }) };
      await it.form(b1, `/items/${it.uid(name)}?handler=Comment`, { text: 'phishing seen here too, from the same proxy', ...told }, { image: true });
      const comment = await commentOn(it, b1, name);
      await image(it, by, name);
      await it.form(b1, `/items/${it.uid(name)}?handler=EditComment`, { comment, text: `phishing seen here too, from another proxy, @${await nameOfAReader(it, b1, name)}` });
      for (const [who, kind] of [[by, 'thanks'], [b2, 'agree'], [by, 'thanks']]) await it.form(who, `/items/${it.uid(name)}?handler=ReactComment`, { comment, kind });
      await it.form(b1, `/items/${it.uid(name)}?handler=React`, { kind: 'seen-here-too', note: 'the same proxy' });
      for (const kind of ['useful', 'thanks']) await it.form(b1, `/items/${it.uid(name)}?handler=React`, { kind });
      await it.form(b1, `/items/${it.uid(name)}?handler=TakeBack`, { comment: await commentOn(it, b1, name) });
    }
    if (may(it, name, 'revise', { by }, texts(it.random, name ?? '', 2))) {
      await it.form(by, `/items/${it.uid(name)}/edit`, { version: String(current(it.state.items.get(name)).n - 1), title: 'phishing, corrected', body: 'finance proxy lure-invoices.com' });
    }
    if (may(it, name, 'attach', { by }, { file: 'log.txt', text: 'x' })) await it.form(by, `/items/${it.uid(name)}/edit?handler=Attach`, {}, { file: ['log.txt', fileOf(it)] });
    const to = [{ part: 'organisation', organisation: it.state.persons.get(b2)?.organisation }, circle];
    if (may(it, name, 'relabel', { by }, { label: 'TLP:AMBER+STRICT', audience: to })) {
      await it.form(by, `/items/${it.uid(name)}/label`, [['label', 'AmberStrict'], ...to.map(part => ['audience', it.word(part)])]);
    }
    if (it.sometimes('withdraw', 0.5) && may(it, name, 'withdraw', { by }, { reason: 'superseded' })) await it.form(by, `/items/${it.uid(name)}?handler=Withdraw`, { reason: 'superseded' });
    await share(it, b2, { draft: true });
    const asked = await share(it, a2, { label: 'AMBER', kind: 'question' });
    if (may(it, asked, 'comment', { by: b1 }, { body: 'seen' })) {
      await it.form(b1, `/items/${it.uid(asked)}?handler=Comment`, { text: 'phishing from the same proxy' });
      await it.form(a2, `/items/${it.uid(asked)}?handler=Accept`, { comment: await commentOn(it, a2, asked) });
      if (may(it, asked, 'comment', { by: b1 }, { body: 'seen' })) await it.form(b1, `/items/${it.uid(asked)}?handler=Comment`, { text: 'for you alone', isPrivate: 'true' });
    }
    const anonymous = await share(it, a2, { attribution: 'anonymous', label: 'AMBER' });
    if (may(it, anonymous, 'open-attribution', { by: a2 })) await it.form(a2, `/items/${it.uid(anonymous)}?handler=Name`, {});
    await share(it, b2);
  },

  'objects by machine': byMachine,

  async 'posts by key'(it) {
    const uid = name => it.uid(name);
    const name = await share(it, 'xka', { label: 'AMBER' });
    const path = () => `/api/v1/posts/${uid(name)}`;
    await it.rest('xka', 'POST', '/api/v1/previews', { label: 'TLP:AMBER', audience: [it.word(circle)], attribution: 'organisation' });
    const comment = async () => it.made('comment', idIn(await it.rest('xkb', 'POST', `${path()}/comments`, { text: 'proxy logs show it' })));
    if (may(it, name, 'comment', { key: 'xkb' }, { body: 'seen' })) {
      await comment();
      const said = await comment();
      await it.rest('xkb', 'PUT', `${path()}/comments/${said}`, { text: `proxy logs show it twice, @${await nameOfAReader(it, it.actors.b1, name ?? '')}` });
      const picture = new FormData();
      picture.append('file', pixel(), 'seen.png');
      it.made('image', idIn(await it.rest('xkb', 'POST', `${path()}/comments/${said}/images`, picture)));
      await it.rest('xka', 'PUT', `${path()}/comments/${said}/reactions/thanks`);
      await it.rest('xka', 'DELETE', `${path()}/comments/${said}/reactions/thanks`);
      await it.rest('xkb', 'DELETE', `${path()}/comments/${said}`);
      await spokenOf(it, name);
      await it.rest('xkb', 'PUT', `${path()}/reactions/seen-here-too`);
      await it.rest('xkb', 'DELETE', `${path()}/reactions/seen-here-too`);
    }
    // By a key of its own a person asks and answers as by a page.
    const part = { part: 'person', person: it.actors.b2 };
    const ask = it.name();
    if (name && it.mayDo({ act: 'ask-wider', name: ask, item: name, by: it.actors.b1, part })) {
      const asked = it.made('ask', idIn(await it.rest('xkb', 'POST', `${path()}/wider-asks`, { part: it.word(part) })));
      const give = it.sometimes('give', 0.5);
      if (it.mayDo({ act: 'answer-wider', ask, by: it.actors.a2, give })) await it.rest('xka', 'PUT', `${path()}/wider-asks/${asked}`, { give });
    }
    if (may(it, name, 'revise', { key: 'xka' }, texts(it.random, name ?? '', 2))) await it.rest('xka', 'PUT', path(), { title: 'phishing, by machine', body: 'finance proxy' });
    if (may(it, name, 'attach', { key: 'xka' }, { file: 'log.txt', text: 'x' })) {
      const file = new FormData();
      file.append('file', new Blob([fileOf(it)], { type: 'text/plain' }), 'log.txt');
      await it.rest('xka', 'POST', `${path()}/attachments`, file);
    }
    const to = [circle, { part: 'organisation', organisation: it.state.persons.get(it.actors.a2)?.organisation }];
    if (may(it, name, 'relabel', { key: 'xka' }, { label: 'TLP:AMBER', audience: to })) await it.rest('xka', 'PUT', `${path()}/label`, { label: 'TLP:AMBER', audience: to.map(each => it.word(each)) });
    if (name) it.made('report', idIn(await it.rest('xkb', 'POST', `${path()}/disclosure-reports`, { text: 'it lay in an open folder' })));
    if (may(it, name, 'withdraw', { key: 'xka' }, { reason: 'superseded' })) await it.rest('xka', 'POST', `${path()}/withdrawal`, { reason: 'superseded' });
    const draft = await share(it, 'xka', { draft: true });
    if (draft) {
      const reviewers = [it.word({ part: 'person', person: it.actors.b1 }).replace('person:', '')];
      await it.rest('xka', 'PUT', `/api/v1/drafts/${uid(draft)}`, { kind: 'question', label: 'TLP:AMBER', audience: [it.word(circle)], title: 'phishing, kept again', body: 'finance proxy', reviewers });
      await share(it, 'xka', { again: uid(draft) });
    }
    const anonymous = await share(it, 'xka', { attribution: 'anonymous', label: 'AMBER' });
    if (may(it, anonymous, 'open-attribution', { by: it.actors.a2 })) await it.rest('xka', 'PUT', `/api/v1/posts/${uid(anonymous)}/attribution`, { attribution: 'named' });
    await share(it, 'xkc', { label: 'AMBER' });
    // Found on the page: by REST a reading of what it tells of would count for its originator. Of an item, and within the key's ceiling.
    const told = (await it.as(it.actors.b1).a.get('/inbox')).text.split('<article').find(each => /TLP:(CLEAR|GREEN|AMBER)</.test(each) && each.includes('item-title') && each.includes('name="id"'));
    const notice = /name="id" value="([\w-]{22})"/.exec(told ?? '')?.[1];
    if (notice) await it.rest('xkb', 'POST', `/api/v1/notices/${notice}/reading`);
  },

  async passing(it) {
    const { a1, a2, b1, b2 } = it.actors;
    const own = { part: 'organisation', organisation: it.state.persons.get(a1)?.organisation };
    for (const [name, by, part] of [['x4', a2, own], ['x5', a1, own], [it.random.pick(['x2', 'x3']), b1, { part: 'person', person: b2 }]]) {
      if (may(it, name, 'pass-on', { by }, { part })) await it.form(by, `/items/${it.uid(name)}?handler=PassOn`, { part: it.word(part) });
    }
    for (const give of it.random.some([true, false], 2)) {
      const [name, by, author] = it.random.pick([['x4', a1, b2], ['x5', a2, b2], ['x2', b1, a1]]);
      const ask = it.name();
      const part = it.random.pick([{ part: 'person', person: a2 }, { part: 'person', person: b1 }]);
      if (!it.mayDo({ act: 'ask-wider', name: ask, item: name, by, part })) continue;
      await it.form(by, `/items/${it.uid(name)}?handler=Ask`, { part: it.word(part) });
      const page = (await it.as(author).a.get(`/items/${it.uid(name)}`)).text;
      const uid = it.made('ask', [...page.matchAll(/name="ask" value="([^"]+)"/g)].at(-1)?.[1]);
      const given = give && name !== 'x5';
      if (it.mayDo({ act: 'answer-wider', ask, by: author, give: given })) await it.form(author, `/items/${it.uid(name)}?handler=Answer`, { ask: uid, give: String(given) });
    }
    await it.form(a1, `/items/${it.uid('x5')}?handler=Disclose`, { text: 'it was in a public folder' });
    for (const who of [a1, b1]) for (const name of ['x2', 'x3', 'x4', 'x5']) await it.as(who).a.get(`/items/${it.uid(name)}`);
  },

  async 'circles by page'(it) {
    const { a1, b1, b2 } = it.actors;
    const b = it.state.persons.get(b1)?.organisation ?? '';
    const name = it.name();
    const manners = { joining: 'invitation', listed: false, takesOutside: false, members: 'members', history: 'all' };
    if (!it.mayDo({ act: 'circle', name, by: a1, as: 'organisation', ...manners })) return;
    const title = await nameOfACircle(it);
    const { location } = await it.form(a1, '/circles/new', { name: title, joining: '2', membersShown: 'true', asOrganisation: 'true' });
    const path = `/circles/${it.made('circle', uidsIn(location)[0], name)}`;
    const act = async (verb, by, fields, handler, sent) => {
      if (it.mayDo({ act: verb, circle: name, by, ...fields })) await it.form(by, `${path}?handler=${handler}`, sent);
    };
    const person = { organisation: 'false', member: it.uid(b2) };
    await act('circle-invite', a1, { person: b2 }, 'Invite', person);
    await it.form(a1, `${path}?handler=Refuse`, person);
    it.state.circles.get(name)?.invited.clear();
    await act('circle-invite', a1, { organisation: b }, 'Invite', { organisation: 'true', member: it.uid(b) });
    await act('circle-join', b1, { as: 'organisation' }, 'Join', { asOrganisation: 'true' });
    await it.form(a1, `${path}?handler=Own`, { member: it.uid(b1) });
    await it.form(a1, `${path}?handler=Disown`, { person: it.uid(b1) });
    await act('circle-settings', a1, { joining: 'request', history: 'joining' }, 'Settings', { name: title, charter: 'among us', joining: '1', membersShown: 'true', fromJoining: 'true' });
    await act('circle-leave', b1, { as: 'organisation' }, 'Leave', { asOrganisation: 'true' });
    await act('circle-invite', a1, { person: b2 }, 'Invite', person);
    await act('circle-join', b2, { as: 'person' }, 'Join', { asOrganisation: 'false' });
    await act('circle-remove', a1, { person: b2 }, 'Remove', person);
    const hub = [...it.state.organisations.values()].find(each => each.kind === 'partner-hub' && each.state === 'active' && !it.cast.own.includes(each.name));
    if (hub) await act('circle-admit', a1, { organisation: hub.name }, 'Admit', { organisation: 'true', member: it.uid(hub.name) });
    if (it.sometimes('circle-close', 0.7)) await act('circle-close', a1, {}, 'Close', {});
  },

  async 'circles by key'(it) {
    const { a2, b1 } = it.actors;
    const name = it.name();
    const manners = { joining: 'invitation', listed: false, takesOutside: false, members: 'members', history: 'all' };
    if (!it.mayDo({ act: 'circle', name, by: a2, as: 'person', ...manners })) return;
    const content = { name: await nameOfACircle(it), joining: 'invitation', listed: false, takesOutside: false, membersShownTo: 'members', history: 'all' };
    const { text } = await it.rest('xka', 'POST', '/api/v1/circles', content, { 'idempotency-key': it.request('xka') });
    const path = `/api/v1/circles/${it.made('circle', uidsIn(text)[0], name)}`;
    const act = async (verb, by, fields, key, method, where, sent) => {
      if (it.mayDo({ act: verb, circle: name, by, ...fields })) await it.rest(key, method, `${path}${where}`, sent);
    };
    await act('circle-settings', a2, { joining: 'request' }, 'xka', 'PATCH', '', { joining: 'request' });
    const b = it.state.persons.get(b1)?.organisation ?? '';
    // Taking out who was only invited takes the invitation back.
    for (const [whom, kind] of [[b1, 'people'], [b, 'organisations']]) {
      await act('circle-invite', a2, kind === 'people' ? { person: whom } : { organisation: whom }, 'xka', 'POST', '/members', { [kind === 'people' ? 'person' : 'organisation']: it.uid(whom) });
      await it.rest('xka', 'DELETE', `${path}/members/${kind}/${it.uid(whom)}`);
      it.state.circles.get(name)?.invited.clear();
    }
    await act('circle-close', a2, {}, 'xka', 'POST', '/closure', {});
  },

  async 'keys and feeds'(it) {
    const { a1, a2 } = it.actors;
    const circles = it.uid('xh');
    for (const [by, path, of] of [[a2, '/keys', 'person'], [a1, '/organisation?handler=Key', 'organisation']]) {
      const name = it.name();
      if (!it.mayDo({ act: 'key', name, by, of, scopes: ['read', 'write'], networks: [], expires: null, circles: ['xh'], circlesOnly: false })) continue;
      const page = await it.form(by, path, [['keyName', 'the same name'], ['scopes', '1'], ['scopes', '2'], ['days', '90'], ['circles', circles]]);
      const uid = it.made('key', [...page.text.matchAll(/name="key" value="([0-9A-Z-]{11})"/g)].map(([, found]) => found).find(found => !it.twins.uids.has(found) && !it.hidden.key?.includes(found) && ![...it.ids.values()].includes(found)), name);
      const home = path.split('?')[0];
      if (of === 'organisation' && it.mayDo({ act: 'key-ceiling', by, targetKey: name, ceiling: 'TLP:AMBER' })) await it.form(by, '/organisation?handler=Ceiling', { key: uid, ceiling: 'TLP:AMBER' });
      if (it.mayDo({ act: 'key-revoke', by, targetKey: name })) await it.form(by, `${home}?handler=Revoke`, { key: uid });
    }
    const name = it.name();
    if (!it.mayDo({ act: 'feed', name, by: a2 })) return;
    const page = await it.form(a2, '/feeds?handler=Make', { name: 'the same name', circle: circles });
    const uid = it.made('feed', [...page.text.matchAll(/name="feed" value="([0-9A-Z-]{11})"/g)].map(([, found]) => found).find(found => ![...it.ids.values()].includes(found)), name);
    if (it.mayDo({ act: 'feed-bind', by: a1, feed: name, networks: ['127.0.0.0/8'], ceiling: 'TLP:AMBER' })) await it.form(a1, '/feeds?handler=Bind', { feed: uid, networks: '127.0.0.0/8', ceiling: 'TLP:AMBER' });
    await it.form(a2, '/feeds?handler=End', { feed: uid });
  },

  async 'the own account'(it) {
    const { b1, b2 } = it.actors;
    const account = it.twins.results.get(b2);
    const signIn = async () => {
      const guest = `another session ${it.name()}`;
      const page = await it.as(guest).a.get('/signin');
      it.as(guest).token = tokenIn(page.text);
      const proof = it.codes.pop() ?? code(account.totpSecret, Date.now() + 30_000);
      await it.form(guest, '/signin', { email: account.email, password: account.password, code: proof });
      it.as(guest).token = tokenIn((await it.as(guest).a.get('/account')).text);
      return guest;
    };
    const first = await signIn();
    if (it.codes.length < 6) it.codes = [...(await it.form(first, '/account/recovery-codes', {})).text.matchAll(/<code[^>]*>([^<]+)<\/code>/g)].map(([, text]) => text);
    await it.form(first, '/account', { language: 'en', zone: 'Europe/Berlin', theme: 'dark', density: 'compact', shortcuts: 'true' });
    await it.form(first, '/language', { lang: 'en', back: '/' });
    await it.form(first, '/account/passkeys?handler=Options', {});
    await it.form(first, '/confirm?handler=PasskeyOptions', {});
    await it.form(first, '/signin?handler=PasskeyOptions', {});
    await it.form(first, '/confirm', { password: account.password, code: it.codes.pop() ?? '' });
    const password = `a long walk by the sea ${it.name()}`;
    await it.form(first, '/account/password', { password });
    account.password = password;
    await it.form(first, '/inbox?handler=All', {});
    const notice = /name="id" value="([\w-]{22})"/.exec((await it.as(b1).a.get('/inbox')).text)?.[1];
    if (notice) await it.form(b1, '/inbox?handler=Read', { id: notice });
    await it.form(first, '/account/sessions?handler=Others', {});
    it.become(b2, first);
    await signIn();
    const sessions = (await it.as(b2).a.get('/account/sessions')).text;
    const other = sessions.split('<tr>').filter(row => row.includes('name="id"') && !row.includes('<b>')).map(row => /name="id" value="([^"]+)"/.exec(row)?.[1])[0];
    await it.form(b2, '/account/sessions?handler=End', { id: other ?? '' });
    await it.form(await signIn(), '/signout', {});
  },

  async 'the own organisation'(it) {
    const { a1, b1 } = it.actors;
    const [a, b] = [a1, b1].map(person => it.state.persons.get(person)?.organisation ?? '');
    const relation = { provider: a, client: b };
    for (const [verb, by, handler, other, provides] of [['client-propose', a1, 'ProposeClient', b, 'true'], ['client-confirm', b1, 'ConfirmClient', a, 'false'], ['client-end', a1, 'EndClient', b, 'true']]) {
      const standing = it.state.relations.get(`${a}>${b}`);
      if (verb === 'client-propose' && standing) continue;
      if (verb === 'client-confirm' && standing?.confirmed.size !== 1) continue;
      if (it.mayDo({ act: verb, by, ...relation })) await it.form(by, `/organisation?handler=${handler}`, { other: it.uid(other), provides });
    }
    // An invited person is known to who manages the organisation: its administrators, and officers.
    if (!it.cast.officersAct) return;
    const invited = await it.form(a1, '/organisation?handler=Invite', { name: 'A Guest', email: it.invite('guest') });
    const uid = it.made('person', [...invited.text.matchAll(/\/people\/([0-9A-Z-]{11})/g)].map(([, found]) => found).find(found => ![...it.ids.values()].includes(found)));
    await it.form(a1, `/people/${uid}?handler=Again`, {});
    await it.form(a1, `/people/${uid}?handler=Roles`, [['roles', '1']]);
    await it.form(a1, `/people/${uid}?handler=Sessions`, {});
    if (it.sometimes('state', 0.5)) await it.form(a1, `/people/${uid}?handler=State`, { state: '3' });
  },

  async 'seals'(it) {
    if (!it.cast.officersAct) return;
    const { a2, x1, x2 } = it.actors;
    const passphrase = 'four grey herons by the weir';
    const seals = (who, handler, fields = {}) => it.form(who, `/officers/seals?handler=${handler}`, fields);
    // Without three keepers nobody shares anonymously: nobody looks in between.
    for (const who of [x1, x2]) {
      await seals(who, 'GiveUp');
      await seals(who, 'Make', { passphrase, repeat: passphrase });
    }
    const name = await share(it, a2, { attribution: 'anonymous', label: 'AMBER' });
    if (!name) return;
    const ask = async () => {
      await seals(x1, 'Ask', { item: it.uid(name), reason: 'a court asks who it was' });
      return it.made('elevation', /name="elevation" value="([^"]+)"/.exec((await it.as(x2).a.get('/officers/seals')).text)?.[1]);
    };
    await seals(x2, 'Refuse', { elevation: await ask() });
    const elevation = await ask();
    await seals(x2, 'Grant', { elevation, passphrase });
    await seals(x1, 'Open', { elevation, passphrase });
    await seals(x2, 'See', { elevation, passphrase });
  },

  async 'officers'(it) {
    if (!it.cast.officersAct) return;
    const { a1, a2, x1, x2 } = it.actors;
    const ask = async (wanted = { act: 'hide', target: it.uid('x2'), reason: 'reported by members' }) => {
      await it.form(x1, '/officers/elevations', wanted);
      return it.made('elevation', /name="elevation" value="([^"]+)"/.exec((await it.as(x2).a.get('/officers/elevations')).text)?.[1]);
    };
    await it.form(x2, '/officers/elevations?handler=Grant', { elevation: await ask() });
    await it.form(x2, '/officers/elevations?handler=Refuse', { elevation: await ask() });
    await it.form(a1, `/items/${it.uid('x5')}?handler=Report`, { text: 'it names a person' });
    it.made('report', idIn(await it.rest('xkb', 'POST', `/api/v1/posts/${it.uid('x5')}/reports`, { text: 'it names a person' })));
    const reports = (await it.as(x1).a.get('/officers/items')).text;
    await it.form(x1, '/officers/items?handler=Done', { report: it.made('report', [...reports.matchAll(/name="report" value="([^"]+)"/g)].at(-1)?.[1]) });
    const recovery = async () => {
      await it.form(a1, `/people/${it.uid(a2)}/recovery?handler=Start`, {});
      return it.made('recovery', /name="recovery" value="([^"]+)"/.exec((await it.as(x1).a.get('/officers/recoveries')).text)?.[1]);
    };
    const first = await recovery();
    await it.form(x1, '/officers/recoveries?handler=Confirm', { recovery: first });
    await it.form(x1, '/officers/recoveries?handler=Cancel', { recovery: first });
    await it.form(a1, `/people/${it.uid(a2)}/recovery?handler=Cancel`, { recovery: await recovery() });
    await it.form(a2, '/account?handler=StopRecovery', { recovery: await recovery() });
    const own = it.uid(it.state.persons.get(a1)?.organisation ?? '');
    // It has an administrator of its own: one officer alone invites nobody into it.
    await it.form(x2, '/officers/elevations?handler=Grant', { elevation: await ask({ act: 'invite', target: own, reason: 'they asked by telephone' }) });
    await it.form(x1, `/organisations/${own}?handler=Invite`, { name: 'Another Guest', email: it.invite('other') });
    const hub = [...it.state.organisations.values()].find(each => each.kind === 'partner-hub' && each.state === 'active');
    if (hub) {
      await it.form(x1, `/organisations/${it.uid(hub.name)}?handler=HubKey`, { keyName: 'one more', writes: 'false' });
      const keys = (await it.as(x1).a.get('/officers')).text;
      const key = it.made('key', [...keys.matchAll(/name="key" value="([0-9A-Z-]{11})"/g)].map(([, found]) => found).find(found => ![...it.ids.values()].includes(found) && !it.hidden.key?.includes(found)));
      await it.form(x1, '/officers?handler=Ceiling', { key, ceiling: 'TLP:GREEN' });
      await it.form(x1, '/officers?handler=Revoke', { key });
    }
  },
};

/** The name of a circle that some viewer knows, for one that none may know. @param {Doing} it @returns {Promise<string>} */
async function nameOfACircle(it) {
  const page = (await it.as(it.random.pick(it.cast.watchers.map(each => (each.viewer.kind === 'person' ? each.viewer.person : '')).filter(Boolean))).a.get('/circles')).text;
  return it.random.pick([...page.matchAll(/<a href="\/circles\/[^"]+">([^<]+)<\/a>/g)].map(([, name]) => name)) ?? 'A circle';
}
