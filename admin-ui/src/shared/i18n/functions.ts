import { functions as ar } from './ar/functions.js';
import { functions as en } from './en/functions.js';

export const functionWords = { en, ar };
