// A strict client of TAXII 2.1, without dependencies: it raises on whatever is not as the standard has it.
import * as lawful from './resources.mjs';
import { MEDIA, Unlawful } from './resources.mjs';

/**
 * @typedef {{status: number, headers: Headers, text: string, body: any, request: string}} Answer
 * @typedef {{accept?: string|null, type?: string|null, authorization?: string|null, body?: string|Buffer, headers?: Record<string, string>}} Asking
 * @typedef {Record<string, string|number|undefined>} Query
 * @typedef {{objects: any[], more: boolean, next?: string, first: string|null, last: string|null, text: string}} Page
 */

/** The last request and its answer, for whoever tells what went wrong. @type {{request: string, answer: string}} */
export const last = { request: '', answer: '' };

export class Client {
  /** @param {string} hub its address @param {{key?: string, email?: string, authorization?: string}} [who] @param {string} [root] path of the API root */
  constructor(hub, who = {}, root = '/taxii2/tlp2/') {
    this.hub = hub;
    this.root = root;
    this.authorization = who.authorization ?? (who.key ? `Bearer ${who.key}` : null);
  }

  /** The same hub by another scheme, or another root. @param {{authorization?: string|null, root?: string}} other */
  as({ authorization = this.authorization, root = this.root }) {
    return new Client(this.hub, { authorization: authorization ?? undefined }, root);
  }

  /** One request; nothing about its answer is checked but that it is no redirect and no fault of the server. @param {string} method @param {string} path @param {Asking} [asking] @returns {Promise<Answer>} */
  async ask(method, path, { accept = MEDIA, type = null, authorization = this.authorization, body, headers = {} } = {}) {
    const sent = new Headers(headers);
    if (accept !== null) sent.set('Accept', accept);
    if (type !== null) sent.set('Content-Type', type);
    if (authorization !== null) sent.set('Authorization', authorization);
    const address = new URL(path, this.hub);
    const answer = await fetch(address, { method, headers: sent, body, redirect: 'manual' });
    const words = await answer.text();
    const request = `${method} ${address.pathname}${address.search}${type ? ` (${type})` : ''}${accept === MEDIA ? '' : ` (Accept: ${accept})`}${body === undefined ? '' : ` ${String(body).slice(0, 700)}`}`;
    last.request = request;
    last.answer = `${answer.status} ${answer.headers.get('content-type')} ${words.slice(0, 700)}`;
    if (answer.status >= 500) throw new Unlawful(`the server failed: ${answer.status}`);
    if (answer.status >= 300 && answer.status < 400) throw new Unlawful(`a redirect, on which clients lose Authorization: ${answer.status} to ${answer.headers.get('location')}`);
    let read;
    try {
      read = words === '' ? undefined : JSON.parse(words);
    } catch {
      read = undefined;
    }
    return { status: answer.status, headers: answer.headers, text: words, body: read, request };
  }

  /** @param {string} path @param {lawful.Rule} rule @param {Query} [query] */
  async get(path, rule, query = {}) {
    const answer = await this.ask('GET', withQuery(path, query));
    if (answer.status !== 200) throw new Unlawful(`${answer.status} in place of 200`);
    checkMedia(answer);
    rule(answer.body, '');
    return answer;
  }

  discovery() { return this.get('/taxii2/', lawful.discovery).then(answer => answer.body); }

  apiRoot() { return this.get(this.root, lawful.apiRoot).then(answer => answer.body); }

  /** @returns {Promise<any[]>} */
  collections() { return this.get(`${this.root}collections/`, lawful.collections).then(answer => answer.body.collections ?? []); }

  /** @param {string} id */
  async collection(id) {
    const { body } = await this.get(this.at(id), lawful.collection);
    if (body.id !== id) throw new Unlawful(`the collection calls itself ${body.id}`);
    return body;
  }

  /** The collection with this title. @param {string} title */
  async titled(title) {
    const found = (await this.collections()).find(each => each.title === title);
    if (!found) throw new Unlawful(`there is no collection “${title}”`);
    return /** @type {string} */ (found.id);
  }

  /** @param {string} id @param {string} [rest] */
  at(id, rest = '') { return `${this.root}collections/${id}/${rest}`; }

  /** @param {string} id @param {Query} [query] */
  objects(id, query) { return this.page(this.at(id, 'objects/'), lawful.envelope, query); }

  /** @param {string} id @param {Query} [query] */
  manifest(id, query) { return this.page(this.at(id, 'manifest/'), lawful.manifest, query); }

  /** @param {string} id @param {string} object @param {Query} [query] */
  object(id, object, query) { return this.page(this.at(id, `objects/${object}/`), lawful.envelope, query); }

  /** @param {string} id @param {string} object @param {Query} [query] @returns {Promise<string[]>} */
  async versions(id, object, query) {
    const { body, headers } = await this.get(this.at(id, `objects/${object}/versions/`), lawful.versions, query);
    checkDates(headers, (body.versions ?? []).length, query);
    if (query?.limit !== undefined && (body.versions ?? []).length > Number(query.limit)) throw new Unlawful(`${body.versions.length} versions in a page of at most ${query.limit}`);
    return body.versions ?? [];
  }

  /** @param {string} path @param {lawful.Rule} rule @param {Query} [query] @returns {Promise<Page>} */
  async page(path, rule, query = {}) {
    const { body, headers, text } = await this.get(path, rule, query);
    const objects = body.objects ?? [];
    if (query.limit !== undefined && objects.length > Number(query.limit)) throw new Unlawful(`${objects.length} objects in a page of at most ${query.limit}`);
    const { first, last: end } = checkDates(headers, objects.length, query);
    for (let n = 0; n < objects.length; n++) {
      if (!objects[n].date_added) break;
      if (n > 0 && objects[n].date_added < objects[n - 1].date_added) throw new Unlawful(`/objects/${n}/date_added is before the one before it`);
    }
    if (objects[0]?.date_added && (objects[0].date_added !== first || objects.at(-1).date_added !== end)) throw new Unlawful('the dates in the headers are not those of the first and the last entry');
    return { objects, more: body.more === true, next: body.next, first, last: end, text };
  }

  /** All pages. @param {'objects'|'manifest'} what @param {string} id @param {Query} [query] @param {(page: Page) => void} [each] */
  async all(what, id, query = {}, each = () => {}) {
    const got = [];
    const seen = new Set();
    for (let next; ;) {
      const page = await this[what](id, next === undefined ? query : { ...query, next });
      got.push(...page.objects);
      each(page);
      if (!page.more) return { objects: got, last: page.last, pages: seen.size + 1 };
      if (seen.has(page.next)) throw new Unlawful(`the next page is again ${page.next}`);
      seen.add(page.next);
      next = page.next;
    }
  }

  /** Adds objects, and follows the status until it is complete. @param {string} id @param {any[]|string} objects or a body as it is to be sent */
  async add(id, objects) {
    const body = typeof objects === 'string' ? objects : JSON.stringify({ objects });
    const answer = await this.ask('POST', this.at(id, 'objects/'), { type: MEDIA, body });
    if (answer.status !== 202) throw new Unlawful(`${answer.status} in place of 202`);
    checkMedia(answer);
    lawful.status(answer.body, '');
    let told = answer.body;
    for (let tries = 0; told.status !== 'complete'; tries++) {
      if (tries > 100) throw new Unlawful('the status is never complete');
      await new Promise(resolve => { setTimeout(resolve, 100); });
      told = await this.status(told.id);
    }
    return told;
  }

  /** @param {string} id */
  async status(id) { return (await this.get(`${this.root}status/${id}/`, lawful.status)).body; }

  /** An answer that refuses, in the form that TAXII 2.1 §3.6.1 gives to errors. @param {number|number[]} expected @param {string} method @param {string} path @param {Asking} [asking] */
  async refused(expected, method, path, asking) {
    const answer = await this.ask(method, path, asking);
    if (![expected].flat().includes(answer.status)) throw new Unlawful(`${answer.status} in place of ${[expected].flat().join(' or ')}`);
    checkMedia(answer);
    lawful.error(answer.body, '');
    if (answer.body.http_status !== undefined && answer.body.http_status !== String(answer.status)) throw new Unlawful(`/http_status is ${answer.body.http_status} in an answer ${answer.status}`);
    return answer;
  }
}

/** @param {string} path @param {Query} query */
export function withQuery(path, query) {
  const words = Object.entries(query).filter(([, value]) => value !== undefined).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return words.length === 0 ? path : `${path}?${words.join('&')}`;
}

/** As the OASIS client reads it: it begins with the media type and holds each word of the Accept header. @param {Answer} answer */
export function checkMedia({ headers }) {
  const type = (headers.get('content-type') ?? '').replace(/\s/g, '');
  if (!type.startsWith('application/taxii+json') || !type.includes('version=2.1')) throw new Unlawful(`Content-Type is “${type}”`);
}

/** @param {Headers} headers @param {number} count of what the page holds @param {Query} [query] */
function checkDates(headers, count, query = {}) {
  const [first, end] = ['First', 'Last'].map(which => headers.get(`X-TAXII-Date-Added-${which}`));
  // Of a page that is empty from the start too: clients go on from the last date.
  if (count > 0 || query.next === undefined) {
    lawful.timestamp(first, 'X-TAXII-Date-Added-First');
    lawful.timestamp(end, 'X-TAXII-Date-Added-Last');
    if (count === 0 && Date.parse(String(end)) > Date.parse(String(query.added_after ?? 0))) throw new Unlawful('the date of an empty page is behind what was asked for');
    if (String(first) > String(end)) throw new Unlawful('X-TAXII-Date-Added-First is after -Last');
  }
  return { first: first ?? null, last: end ?? null };
}
