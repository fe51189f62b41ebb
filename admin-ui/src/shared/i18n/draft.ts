import { draft as ar } from './ar/draft.js';
import { draft as en } from './en/draft.js';

export const draftWords = { en, ar };
