import { entry as ar } from './ar/entry.js';
import { entry as en } from './en/entry.js';

export const entryWords = { en, ar };
