// Every route of the hub: the ways out that it serves, or why it is none.

/** What reads items, and is asked. @type {Record<string, import('../cells.mjs').Channel|string>} */
const channels = {
  'PAGE /': 'list', 'PAGE /drafts': 'list', 'PAGE /search': 'analysis', 'PAGE /items/{uid}': 'page', 'PAGE /items/{uid}/print': 'export',
  'PAGE /items/{uid}/changes': 'page', 'GET /items/{uid}/indicators.csv': 'export', 'GET /items/{uid}/indicators.txt': 'export', 'GET /items/{uid}/block-list.txt': 'block-list',
  'PAGE /circles/{uid}': 'list', 'PAGE /organisations/{uid}': 'list', 'PAGE /people/{uid}': 'list',
  'PAGE /circles/{uid}/items': 'list', 'PAGE /organisations/{uid}/items': 'list', 'PAGE /people/{uid}/items': 'list',
  'GET /items/{uid}/export': 'export', 'GET /items/{uid}/files/{file}': 'export', 'GET /items/{uid}/files/{file}/image': 'page',
  'GET /items/{uid}/comments/{comment}/images/{file}': 'page', 'GET /items/{uid}/mentions': 'page',
  'PAGE /items/{uid}/record': 'page', 'PAGE /items/{uid}/edit': 'page', 'PAGE /items/{uid}/label': 'page',
  'PAGE /rising': 'analysis', 'PAGE /intelligence': 'analysis', 'PAGE /intelligence/value': 'analysis', 'PAGE /intelligence/attack': 'analysis', 'PAGE /intelligence/objects/{id}': 'analysis', 'PAGE /intelligence/graph': 'analysis', 'GET /intelligence/stix': 'export',
  'PAGE /intelligence/sightings': 'analysis', 'PAGE /taxonomies/{name}': 'analysis', 'PAGE /galaxies/{name}': 'analysis', 'PAGE /galaxies/{name}/{cluster}': 'analysis', 'PAGE /items/{uid}/sightings': 'page', 'PAGE /items/{uid}/proposals': 'page', 'GET /api/v1/sightings': 'machine',
  'PAGE /public': 'public', 'PAGE /public/warnings': 'public', 'PAGE /public/search': 'public', 'PAGE /public/{uid}': 'public', 'GET,HEAD /public/rss': 'public', 'GET,HEAD /public/atom': 'public', 'PAGE /hidden': 'public',
  'GET /api/v1/posts': 'machine', 'GET /api/v1/posts/{id}': 'machine', 'GET /api/v1/posts/{id}/comments': 'machine', 'GET /api/v1/posts/{id}/comments/{comment}/images/{file}': 'machine',
  'GET /api/v1/posts/{id}/attachments/{file}': 'machine', 'GET /api/v1/drafts': 'machine',
  'GET,HEAD /taxii2/{root}/collections/{collection}/objects': 'machine', 'GET,HEAD /taxii2/{root}/collections/{collection}/objects/{id}': 'machine', 'GET,HEAD /taxii2/{root}/collections/{collection}/objects/{id}/versions': 'machine',
  'GET,HEAD /taxii2/{root}/collections/{collection}/manifest': 'machine',
  'GET,HEAD /feeds/{id}.json': 'feed', 'GET,HEAD /feeds/{id}.txt': 'block-list',
};

/** What says something beside the text of items, and is asked by every key. @type {Record<string, string>} */
const beside = {
  'GET /api/v1/posts/{id}/readers': 'R11', 'GET /api/v1/posts/{id}/readings': 'C2', 'GET /api/v1/posts/{id}/record': 'section 7', 'GET /api/v1/posts/{id}/wider-asks': 'W3', 'GET /api/v1/notices': 'R8',
  'GET /api/v1/record': 'section 7', 'GET /api/v1/hidden': 'H4', 'GET /api/v1/circles': 'section 1', 'GET /api/v1/circles/{id}': 'section 1', 'GET /api/v1/circles/{id}/members': 'R11',
  'GET /api/v1/organisations': 'W2', 'GET /api/v1/organisations/{id}': 'W2', 'GET /api/v1/people/{id}': 'R3', 'GET /api/v1/keys/self': 'section 1', 'POST /api/v1/previews': 'W1',
};

/** What shows no item, or only what the asker did. A page without an address in it is fetched, and may show nothing unread. @type {Record<string, string[]>} */
const reasons = {
  'notices of what is read': [
    'PAGE /inbox',
  ],
  'an act': [
    'PAGE /share', 'PAGE /import', 'PAGE /import/{uid}', 'POST /api/v1/posts', 'PUT /api/v1/posts/{id}', 'PUT /api/v1/posts/{id}/label', 'PUT /api/v1/posts/{id}/attribution', 'POST /api/v1/posts/{id}/withdrawal',
    'POST /api/v1/posts/{id}/comments', 'POST /api/v1/posts/{id}/attachments', 'POST /api/v1/posts/{id}/disclosure-reports', 'POST /api/v1/posts/{id}/reports', 'POST /api/v1/drafts', 'PUT /api/v1/drafts/{id}',
    'PUT /api/v1/posts/{id}/comments/{comment}/reactions/{kind}', 'DELETE /api/v1/posts/{id}/comments/{comment}/reactions/{kind}', 'POST /api/v1/posts/{id}/comments/{comment}/images',
    'POST /api/v1/drafts/{id}/sharing', 'PUT /api/v1/posts/{id}/comments/{comment}', 'DELETE /api/v1/posts/{id}/comments/{comment}', 'PUT /api/v1/posts/{id}/reactions/{kind}', 'DELETE /api/v1/posts/{id}/reactions/{kind}', 'POST /api/v1/posts/{id}/wider-asks',
    'PUT /api/v1/posts/{id}/wider-asks/{ask}', 'POST /api/v1/notices/{id}/reading', 'POST /api/v1/circles', 'PATCH /api/v1/circles/{id}',
    'POST /api/v1/circles/{id}/closure', 'POST /api/v1/circles/{id}/members', 'DELETE /api/v1/circles/{id}/members/organisations/{member}',
    'DELETE /api/v1/circles/{id}/members/people/{member}', 'POST /taxii2/{root}/collections/{collection}/objects', 'DELETE /taxii2/{root}/collections/{collection}/objects/{id}', 'POST /api/v1/objects', 'POST /api/v1/lookup',
    'POST /api/v1/sightings', 'DELETE /api/v1/sightings/{id}', 'PUT /api/v1/sightings/{id}/attribution', 'PUT /api/v1/keys/self/certificate', 'DELETE /api/v1/keys/self/certificate',
  ],
  'the reader\'s own feeds, without what is in them': [
    'PAGE /feeds',
  ],
  'the reader\'s own words and choices': [
    'PAGE /follows', 'PAGE /collections', 'PAGE /collections/{uid}',
  ],
  'a form, whose answer the two worlds compare': [
    'PAGE /lookup',
  ],
  'what is known and harmless, the same for everybody': [
    'PAGE /warning-lists', 'PAGE /officers/warning-lists', 'GET /api/v1/warning-lists', 'PAGE /taxonomies', 'PAGE /officers/taxonomies',
  ],
  'acts without content': [
    'PAGE /account/record', 'PAGE /officers/record',
  ],
  'people, organisations and circles': [
    'PAGE /people', 'PAGE /circles', 'PAGE /circles/new', 'PAGE /organisation', 'PAGE /organisations', 'GET /share/parts',
  ],
  'what TAXII serves, without what is in it': [
    'GET,HEAD /taxii2', 'GET,HEAD /taxii2/{root}', 'GET,HEAD /taxii2/{root}/status/{status}', 'GET,HEAD /taxii2/{root}/collections', 'GET,HEAD /taxii2/{root}/collections/{collection}', 'PAGE /taxii2/{**rest}',
  ],
  'keys without their secrets': [
    'PAGE /keys',
  ],
  'servers that the own organisation is connected to, without what came from there': [
    'PAGE /remotes', 'PAGE /remotes/{uid}',
  ],
  'signing in and the own account': [
    'PAGE /signin', 'PAGE /signout', 'PAGE /welcome/{token}', 'PAGE /departed/{token}', 'PAGE /terms', 'PAGE /people/{uid}/recovery', 'PAGE /account', 'PAGE /account/password',
    'PAGE /account/passkeys', 'PAGE /account/sessions', 'PAGE /account/recovery-codes', 'PAGE /account/app', 'PAGE /confirm', 'PAGE /setup',
  ],
  'the officers\' work': [
    'PAGE /officers', 'PAGE /officers/start', 'PAGE /officers/elevations', 'PAGE /officers/items', 'PAGE /officers/seals', 'PAGE /officers/settings', 'PAGE /officers/recoveries', 'PAGE /officers/system',
  ],
  'the frame of all pages': [
    'PAGE /language', 'PAGE /more', 'PAGE /shortcuts', 'PAGE /error/{status:int?}', 'PAGE /api', 'PAGE /offline', 'GET /manifest.webmanifest',
  ],
  'written by officers for everybody, and no item': [
    'PAGE /public/guidance', 'PAGE /public/guidance/{slug}', 'GET,HEAD /public/guidance/atom', 'PAGE /officers/guidance', 'PAGE /officers/guidance/{slug}',
  ],
  'the product about itself': [
    'PAGE /help', 'PAGE /help/{topic}',
  ],
  'a practice that shares nothing': [
    'PAGE /welcome-tour',
  ],
  'the machine itself': [
    'GET /health/live', 'GET /health/ready', 'GET /metrics', 'GET /.well-known/security.txt',
  ],
  'says that there is something new, not what': [
    'GET /live',
  ],
  'the description of the interface': [
    'GET /api/v1/openapi.json',
  ],
};

/** @type {Record<string, string>} */
const others = Object.fromEntries(Object.entries(reasons).flatMap(([why, routes]) => routes.map(route => [route, why])));

/** @param {string} list of the hub's routes, one a line: methods, pattern, policy @returns {string[]} */
export function unknownRoutes(list) {
  return read(list).filter(({ key }) => !(key in channels) && !(key in beside) && !(key in others)).map(({ key }) => `ROUTE ${key}: drive/routes.mjs does not say which way out it is`);
}

/** @param {string} list @returns {string[]} */
export function plainPages(list) {
  return read(list).filter(({ key, path, methods }) => key in others && !path.includes('{') && /PAGE|GET/.test(methods) && !unfetched.includes(path)).map(({ path }) => path);
}

/** What ends the session, or never ends. */
const unfetched = ['/signout', '/signin', '/live'];

/** @param {string} list */
function read(list) {
  return list.split('\n').filter(Boolean).map(line => {
    const [methods, whole] = line.split(' ');
    const path = whole.length > 1 ? whole.replace(/\/$/, '') : whole;
    return { methods, path, key: `${methods} ${path}` };
  });
}
