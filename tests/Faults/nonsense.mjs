// Requests that no client should send, from a seed: the same again for the same one.

const values = [
  '', ' ', '-1', '0', '99999999999999999999999', '-9223372036854775808', '2147483648', '1e309', 'NaN', 'true', 'null', '\u0000', 'a\u0000b', '\ud800', '\u202e\u2066', '𠮷'.repeat(50), '\'"><script>', '../../etc/passwd',
  '7QK4M-2XDPT', 'x'.repeat(300), '字'.repeat(5000), '%', '{}', '[]', '0x10', '１２', 'TLP:RED', 'TLP:CLEAR', 'community', 'public', 'person:7QK4M-2XDPT', 'circle:\u0000', 'organisation:' + 'A'.repeat(900),
  'question', '9999-12-31T23:59:59.9999999Z', '0001-01-01T00:00:00+14:00', '2026-13-45', 'en', 'zh-Hant', '2026-11-25T10:00', ';drop table item', '* OR NEAR("', '"', 'a AND', '(((', 'İı', '\n', '\r\nX: y',
];

const queries = [
  'version=-1', 'version=99999999999999999999', 'version=x', 'limit=-5', 'limit=2147483648', 'limit=', 'cursor=%00', 'cursor=AAAA', 'cursor=' + 'A'.repeat(3000), 'q=%ff%fe', 'q=%00', 'q=%22', 'q=' + 'a'.repeat(7000), 'q=%ED%A0%80',
  'q=(((((%22*NEAR', 'q=%25%27', 'max=-1', 'max=1e99', 'days=-99999999999', 'days=0', 'type=%00', 'type=domain&days=99999999', 'label=TLP:NONE', 'kind=%00', 'kind=' + 'x'.repeat(500), 'after=%00', 'after=zzz', 'circle=%00', 'circle=%27',
  'organisation=%ff', 'language=%00', 'expired=maybe', '%zz=1', 'a=%', '&&&=&', 'version=1&version=2', 'token=%00', 'token=' + 'A'.repeat(2000), 'draft=%00', 'back=//example.org', 'back=%0d%0aX:%20y', 'status=-1', 'page=-1', 'since=-1',
];

const handlers = [
  'State', 'Roles', 'Again', 'Move', 'Join', 'Leave', 'Admit', 'Refuse', 'Invite', 'Remove', 'Own', 'Disown', 'Settings', 'Edit', 'HubKey', 'Comment', 'TakeBack', 'PassOn', 'Ask', 'Answer', 'Disclose', 'Withdraw', 'Name', 'Grant', 'Revoke',
  'Make', 'Bind', 'Ceiling', 'ConfirmClient', 'EndClient', 'ProposeClient', 'Key', 'About', '%00', 'x'.repeat(300),
];

const headers = [
  'If-Match: nonsense', 'If-Match: "' + 'x'.repeat(2000) + '"', 'If-None-Match: W/"', 'If-None-Match: *, "\u00ff"', 'Range: bytes=9-1', 'Range: bytes=-99999999999999999999', 'Accept: ;;;q=', 'Accept: application/xml', 'Accept-Encoding: nonsense;q=99',
  'Accept-Language: zh-Hant;q=1, ;;', 'Cookie: infohub=%00%ff; infohub-language=%00', 'Cookie: ' + 'a=b; '.repeat(400), 'Authorization: Basic %%%', 'Authorization: Bearer', 'Authorization: Bearer ' + 'x'.repeat(3000), 'Authorization: \u00ff',
  'Idempotency-Key: ' + 'x'.repeat(500), 'Idempotency-Key: \u00e9\u00ff', 'Expect: 100-continue', 'Expect: nonsense', 'X-Forwarded-For: \'', 'X-Forwarded-Proto: nonsense', 'Forwarded: for="[::"', 'Sec-Fetch-Site: cross-site', 'Origin: null',
  'X-HTTP-Method-Override: DELETE', 'If-Modified-Since: never', 'If-Unmodified-Since: -1', 'Upgrade: h2c', 'Connection: Upgrade', 'TE: trailers, nonsense', 'X: ' + 'y'.repeat(20_000), 'Host: evil.example', 'Host: [::', 'Content-Encoding: gzip',
  'Traceparent: 00-zz', 'Last-Event-ID: \u00ff', 'Referer: %%%', 'User-Agent: ' + 'z'.repeat(5000), 'RequestVerificationToken: x', 'HX-Request: true', 'No colon here', ': no name', ' folded: yes',
];

/** @param {number} seed */
export function some(seed) {
  let state = seed >>> 0;
  /** mulberry32 */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const of = (/** @type {any[]} */ list) => list[Math.floor(next() * list.length)];
  const often = (/** @type {number} */ share) => next() < share;
  const value = () => of(values);

  const segment = () => of(['%00', '%ff', '%C0%AF', '%2e%2e%2f', '%', '%zz', '\'', 'x'.repeat(5000), '%F0%A0%AE%B7', '7QK4M-2XDPT', '-1', '0', '99999999999999999999', '..', '.', '%0d%0a', ';a=b', '*', '%20', 'self', '%ED%A0%80', '404', '999']);

  const query = (/** @type {boolean} */ handled) => [of(queries), ...often(0.3) ? [of(queries)] : [], ...handled && often(0.7) ? [`handler=${of(handlers)}`] : []].join('&');

  const json = (/** @type {string[]} */ names, /** @type {number} */ depth = 0) => {
    const scalar = () => of([value(), value(), Number(next() * 1e9), -1, 1e30, true, null, [], {}, [null], [value(), value()]]);
    return Object.fromEntries(names.filter(() => often(0.8)).map(name => [name, depth < 2 && often(0.1) ? json(names, depth + 1) : scalar()]));
  };

  const wellFormed = (/** @type {string[]} */ names) => JSON.stringify({
    ...json(names), ...often(0.7) ? { kind: 'question', label: 'TLP:GREEN', audience: ['community'], title: value(), body: value(), text: value(), reason: value(), name: value() } : {},
  });

  const jsonBody = (/** @type {string[]} */ names) => of([
    () => wellFormed(names), () => wellFormed(names), () => wellFormed(names), () => '['.repeat(5000), () => '{"a":'.repeat(100), () => '', () => 'null', () => '"x"', () => '{"title":"\\ud800"}', () => '{"title":"\\u0000","text":"\\u0000"}', () => '{"kind":1e999}',
    () => '{"a":1,"a":2}', () => '\ufeff{}', () => wellFormed(names).slice(0, -3), () => `{"text":"${'x'.repeat(1_200_000)}"}`, () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  ])();

  const form = (/** @type {string[]} */ names) => of([
    () => names.map(name => `${name}=${encodeURIComponent(value().replace(/[\ud800-\udfff]/g, '?'))}`).join('&'), () => names.map(name => `${name}=${encodeURIComponent(value().replace(/[\ud800-\udfff]/g, '?'))}`).join('&'),
    () => names.map(name => `${name}=%00`).join('&'), () => names.map(name => `${name}=%ff%fe`).join('&'), () => names.map(name => `${name}=%ED%A0%80`).join('&'), () => names.map(name => `${name}=-99999999999999999999`).join('&'), () => 'a=%zz&%=&=&&',
    () => Array.from({ length: 6000 }, (_, n) => `f${n}=1`).join('&'), () => `${'k'.repeat(9000)}=1`, () => names.map(name => `${name}[0].${name}[99999999]=1`).join('&'), () => `body=${'x'.repeat(5_000_000)}`, () => names.map(name => `${name}=1&`.repeat(300)).join(''),
  ])();

  const multipart = (/** @type {string[]} */ names, /** @type {string} */ boundary) => {
    const part = (/** @type {string} */ head, /** @type {string} */ text) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`;
    const file = () => part(`name="file"; filename="${of(['a.txt', '', '../../x', 'a\u0000.txt', 'x'.repeat(3000), '\u202etxt.exe', 'a"b.txt', 'con'])}"`, of(['text', '', '\u0000\u0001', 'MZ' + '\u0000'.repeat(100), 'PK\u0003\u0004' + 'x'.repeat(50), '%PDF-', '\u001f\u008b\u0008', 'GIF89a']));
    const end = `--${boundary}--\r\n`;
    const fields = names.map(name => part(`name="${name}"`, value())).join('');
    return of([
      () => fields + file() + end, () => file() + end, () => fields + file(), () => (fields + file()).slice(0, -9), () => end, () => '', () => part('', 'x') + end, () => part('name', 'x') + end, () => `--${boundary}\r\n${'X: y\r\n'.repeat(40)}\r\n\r\n${end}`,
      () => `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: ${'x'.repeat(20_000)}\r\n\r\nx\r\n${end}`, () => Array.from({ length: 1500 }, (_, n) => part(`name="f${n}"`, '1')).join('') + end, () => file().repeat(30) + end,
      () => part('name="file"; filename*=UTF-8\'\'%ff%00', 'x') + end,
    ])();
  };

  /** A body, with the headers that go with it or do not. */
  const body = (/** @type {string[]} */ heads, /** @type {string[]} */ names) => {
    const boundary = of(['b', 'b', 'b', 'x'.repeat(200), '"', '']);
    const [type, made] = of([
      () => [of(['application/json', 'application/json', 'application/json; charset=utf-16', 'application/json; charset=nonsense', 'application/json;;', 'text/plain', 'application/x-www-form-urlencoded', '/', '']), jsonBody(names)],
      () => [of(['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-7', 'application/x-www-form-urlencoded; charset=nonsense', 'application/json', 'multipart/form-data']), form(names)],
      () => [`multipart/form-data; boundary=${boundary}`, multipart(names, boundary)],
    ])();
    const bytes = Buffer.isBuffer(made) ? made : Buffer.from(made);
    if (type) heads.push(`Content-Type: ${type}`);
    const length = next();
    if (length < 0.75) heads.push(`Content-Length: ${bytes.length}`);
    else if (length < 0.8) heads.push(`Content-Length: ${bytes.length + 100}`);
    else if (length < 0.83) heads.push(`Content-Length: ${of([-1, '99999999999999999999', 'x', '5, 6', 400_000_000])}`);
    else if (length < 0.97) {
      heads.push('Transfer-Encoding: chunked');
      const chunk = `${bytes.length.toString(16)}\r\n`;
      return Buffer.concat([Buffer.from(of([chunk, chunk, 'zz\r\n', 'ffffffffffffffff\r\n', '-1\r\n', `${chunk.trim()};${'x'.repeat(9000)}\r\n`])), bytes, Buffer.from(of(['\r\n0\r\n\r\n', '\r\n0\r\n\r\n', '', '\r\n0\r\nX', 'no end']))]);
    } else heads.push('Transfer-Encoding: nonsense');
    return bytes;
  };

  return { often, segment, query, headers: () => [of(headers), ...often(0.2) ? [of(headers)] : []], body };
}
