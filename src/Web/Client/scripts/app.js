// Progressive enhancement only: every page reads, shares and reports without it.
import { charts } from './charts.js';
import { composer } from './composer.js';
import { copyButtons } from './copy.js';
import { graphs } from './graphs.js';
import { shortcuts } from './keys.js';
import { liveCount } from './live.js';
import { mentions } from './mention.js';
import { menus } from './menus.js';
import { offlinePage } from './offline.js';
import { partFinders } from './parts.js';
import { passkeys } from './passkey.js';
import { pastedImages } from './paste.js';
import { filePickers } from './picker.js';
import { streams } from './stream.js';

charts();
copyButtons();
graphs();
menus();
mentions();
passkeys();
partFinders();
streams();
composer();
pastedImages();
filePickers();
if (document.body.dataset.shortcuts === 'on') {
  shortcuts();
}
if (document.body.dataset.live === 'on') {
  liveCount();
}
if (document.body.dataset.app === 'on') {
  offlinePage();
}
