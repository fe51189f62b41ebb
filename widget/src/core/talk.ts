import { beginSession } from './begin-session.js';
import { Live } from './live.js';
import { inSession, sender } from './send.js';
import { joinTabs } from './tabs.js';

/** All that is needed to talk with the server, in one file: it comes with the first session, not with the first look. */
export const talk = { beginSession, joinTabs, sender, inSession, Live };
