// Progressive enhancement only: every page reads, shares and reports without it.
import { copyButtons } from './copy.js';
import { shortcuts } from './keys.js';
import { liveCount } from './live.js';
import { partFinders } from './parts.js';
import { passkeys } from './passkey.js';
import { pastedImages } from './paste.js';

document.documentElement.classList.add('scripted');
copyButtons();
passkeys();
partFinders();
pastedImages();
if (document.body.dataset.shortcuts === 'on') {
  shortcuts();
}
if (document.body.dataset.live === 'on') {
  liveCount();
}
