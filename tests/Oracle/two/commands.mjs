// Commands that the hidden acts do not contain, each with its reason. What is neither done nor here fails the check.

/** @type {Record<string, string>} */
export const notHidden = {
  '/organisation?handler=About': 'the whole community reads what an organisation says of itself',
  '/organisation?handler=Leave': 'the directory shows who has left',
  '/organisations/{uid}?handler=Edit': 'the directory shows an organisation\'s name and sectors',
  '/organisations/{uid}?handler=State': 'the directory shows who is a member',
  '/officers': 'the directory shows a new organisation',
  '/officers/settings': 'the community\'s settings are for everybody',
  '/officers/guidance/{slug}': 'guidance is for everybody as soon as it is kept',
  '/officers/guidance/{slug}?handler=Withdraw': 'what was withdrawn tells everybody so',
  '/officers/start?handler=Close': 'a guide for all officers, of which nothing shows that another closed it but its going',
  '/welcome-tour?handler=Look': 'keeps nothing; the page for sharing does the same',
  '/welcome-tour?handler=Keep': 'keeps a draft as the page for sharing does',
  '/officers/items': 'the public list shows each act on an item, or counts it',
  '/officers/items?handler=Orphan': 'the public list shows each act on an item, or counts it',
  '/people/{uid}?handler=Move': 'the directory shows whom an organisation has',
  '/welcome/{token}': 'the directory shows a new person',
  '/welcome/{token}?handler=PasskeyOptions': 'a step of the coming of a new person, whom the directory shows',
  '/welcome/{token}?handler=Passkey': 'a step of the coming of a new person, whom the directory shows',
  '/departed/{token}': 'the directory shows who has left, and only by its leaving an organisation gets the link',
  '/items/{uid}?handler=FindPass': 'looks for a name and changes nothing',
  '/items/{uid}?handler=FindAsk': 'looks for a name and changes nothing',
  '/items/{uid}/label?handler=Find': 'looks for a name and changes nothing',
  '/follows?handler=Add': 'the reader\'s own streams, which nobody else is told of; the probes try it with what is hidden',
  '/follows?handler=Remove': 'the reader\'s own streams, which nobody else is told of',
  '/follows?handler=Bookmark': 'the reader\'s own bookmarks, which nobody else is told of; the probes try it with what is hidden',
  '/follows?handler=AllRead': 'the reader\'s own marks, which nobody else is told of',
  '/follows?handler=UndoAllRead': 'the reader\'s own marks, which nobody else is told of',
  '/follows?handler=Dismiss': 'the reader\'s own marks, which nobody else is told of; the probes try it with what is hidden',
  '/follows?handler=Save': 'the reader\'s own views, which nobody else is told of',
  '/follows?handler=Rename': 'the reader\'s own views, which nobody else is told of',
  '/follows?handler=Tell': 'the reader\'s own views, which nobody else is told of; viewers are told by some of what they may read, and by none of what is hidden',
  '/follows?handler=Forget': 'the reader\'s own views, which nobody else is told of',
  'POST /api/v1/lookup': 'looks values up and changes nothing; the probes send it',
  '/lookup': 'looks values up and changes nothing; the probes send it',
  '/items/{uid}/edit?handler=Look': 'looks at what stands in the form and changes nothing',
  '/share?handler=Find': 'looks for a name and changes nothing',
  '/share?handler=Look': 'looks at what stands in the form and changes nothing',
  '/share?handler=Take': 'puts into the form what was suggested for it and changes nothing',
  '/inbox?handler=Undo': 'the reader\'s own marks, which nobody else is told of',
  '/items/{uid}?handler=FindMention': 'looks for a name and changes nothing',
  '/terms': 'only who has not accepted can, and the directory shows who is active',
  '/setup': 'only before there is a community',
  '/people/{uid}/recovery?handler=Link': 'opens a day after its confirmation',
  '/account/app': 'changes the own secret alone, as the password does; the pages\' tests do it',
  '/account/passkeys?handler=Add': 'needs an authenticator; the pages\' tests do it',
  '/account/passkeys?handler=Rename': 'needs an authenticator; the pages\' tests do it',
  '/account/passkeys?handler=Remove': 'needs an authenticator; the pages\' tests do it',
  '/confirm?handler=Passkey': 'needs an authenticator; the pages\' tests do it',
  '/signin?handler=Passkey': 'needs an authenticator; the pages\' tests do it',
  '/circles/{uid}?handler=Admit': 'of a member only where the circle is listed to who asks; a partner hub is admitted where one of the world is no viewer',
};

/** @param {{key: string}[]} commands @param {Map<string, number>} done @returns {string[]} the faults */
export function uncovered(commands, done) {
  const keys = new Set(commands.map(({ key }) => key));
  return [
    ...commands.filter(({ key }) => !done.has(key) && !(key in notHidden)).map(({ key }) => `command ${key} is neither done unseen nor named with a reason`),
    ...Object.keys(notHidden).filter(key => !keys.has(key)).map(key => `command ${key} is named with a reason, and the hub has none such`),
  ];
}
