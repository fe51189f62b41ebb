import { ai as ar } from './ar/ai.js';
import { ai as en } from './en/ai.js';

export const aiWords = { en, ar };
