import { inboxCard as ar } from './ar/inbox-card.js';
import { inboxCard as en } from './en/inbox-card.js';

/** Apart from the other words of the inbox: it comes with the card, after the list and the thread. */
export const cardWords = { en, ar };
