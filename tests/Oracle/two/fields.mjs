// What may differ between the two worlds, reviewed: the whole list, each kind with its reason. Everything else is the same, byte for byte.

/**
 * @typedef {import('../drive/visitor.mjs').Answer} Answer
 * @typedef {{name: string, why: string, absorb: (text: string, it: Known) => string}} Field
 * @typedef {{since: number, uids: Set<string>, act?: boolean}} Known when the worlds parted, the addresses given before, and whether it is in answer to an act
 */

const MOST = 6;
const uid = /[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/g;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const isNew = (time, since) => Date.parse(time) >= since;

/** @type {Field[]} */
export const reviewed = [
  {
    name: 'one-time value',
    why: 'drawn for this answer alone: token against forged forms, sealed cookies, challenge, nonce, link that is shown once; its length is fixed',
    absorb: text => text
      .replace(/(name="__RequestVerificationToken" [^>]*value=")[^"]+/g, '$1~')
      .replace(/^(set-cookie: [^=]+=)[^;\n]+/gm, '$1~')
      .replace(/'nonce-[^']+'/g, "'nonce-~'")
      .replace(/"challenge":"[^"]+"/g, '"challenge":"~"')
      .replace(/\/welcome\/[\w-]{43}(?=<)/g, '/welcome/~'),
  },
  {
    name: 'time since the worlds parted',
    why: 'the clock between two requests; times before are compared',
    absorb: (text, { since }) => text
      .replace(/^(date|ratelimit-reset|retry-after): .*$/gm, '$1: ~')
      .replace(/<time datetime="([^"]+)"[^>]*>[^<]*<\/time>/g, (all, time) => (isNew(time, since) ? '<time>~</time>' : all))
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, time => (isNew(time, since) ? '~time~' : time))
      .replace(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d (GMT|\+0000)/g, time => (isNew(time, since) ? '~time~' : time)),
  },
  {
    name: 'sealed number',
    // before the addresses: sealed, it may happen to look like one
    why: 'the encrypted place of what was made since, in a cursor or a notice\'s address: without the hub\'s key it tells nothing',
    absorb: text => text.replace(/((?:cursor|after)=|"(?:next|id)":"|name="id" value=")[\w-]{22}(?=["&])/g, '$1~'),
  },
  {
    name: 'address given since',
    why: 'fifty random bits for what was made in both worlds after they parted, and ids of objects that are made of them; addresses and ids from before are compared',
    absorb: (text, { uids }) => text.replace(uid, found => (uids.has(found) ? found : '~uid~')).replace(uuid, found => (uids.has(found) ? found : '~uuid~')),
  },
  {
    name: 'unread and requests left in answer to an act',
    why: 'notices come from the outbox a moment later, requests are counted by the minute, and an act is not done again to look again; what is asked for shows both, and there they are compared',
    absorb: (text, { act }) => (act ? text.replace(/<b data-unread>\d+<\/b>/g, '<b data-unread>~</b>').replace(/^ratelimit-remaining: .*$/gm, 'ratelimit-remaining: ~') : text),
  },
  {
    name: 'tag and length of such a body',
    why: 'computed from a body in which one of the above stands',
    absorb: text => text.replace(/^(etag|content-length): .*$/gm, '$1: ~'),
  },
];
if (reviewed.length > MOST) throw new Error(`${reviewed.length} kinds of field may differ: ${MOST} at most`);

export class Fields {
  /** How often a kind of field made the difference. @type {Map<string, number>} */
  counts = new Map(reviewed.map(({ name }) => [name, 0]));

  /** Null where both are the same but for reviewed fields; else the place where they part. @param {string} one @param {string} other @param {Known} known */
  difference(one, other, known) {
    let [a, b] = [one, other];
    let absorbed = false;
    for (const { name, absorb } of reviewed) {
      if (a === b) return null;
      // Tag and length follow a body, and never differ alone.
      if (name.startsWith('tag') && !absorbed) break;
      const [c, d] = [absorb(a, known), absorb(b, known)];
      if (apart(a, b) !== apart(c, d)) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
      absorbed = bodyOf(c) === bodyOf(d) && bodyOf(one) !== bodyOf(other);
      [a, b] = [c, d];
    }
    if (a === b) return null;
    const at = parting(a, b);
    return `${JSON.stringify(a.slice(Math.max(0, at - 60), at + 100))} against ${JSON.stringify(b.slice(Math.max(0, at - 60), at + 100))}`;
  }
}

const bodyOf = text => text.slice(text.indexOf('\n\n'));

/** Where heads and bodies part. @param {string} a @param {string} b */
const apart = (a, b) => `${parting(a.slice(0, -bodyOf(a).length), b.slice(0, -bodyOf(b).length))} ${parting(bodyOf(a), bodyOf(b))}`;

const parting = (a, b) => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at === a.length && at === b.length ? -1 : at;
};

/** Status, headers and body as one text. @param {Answer} answer */
export function written(answer) {
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\n`).sort().join('');
  return `${answer.status}\n${headers}\n\n${answer.text}`;
}
