import { inbox as ar } from './ar/inbox.js';
import { inbox as en } from './en/inbox.js';

export const inboxWords = { en, ar };
