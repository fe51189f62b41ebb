import { session as ar } from './ar/session.js';
import { session as en } from './en/session.js';

export const sessionWords = { en, ar };
