import { assistants as ar } from './ar/assistants.js';
import { assistants as en } from './en/assistants.js';

export const assistantsWords = { en, ar };
