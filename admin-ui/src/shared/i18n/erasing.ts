import { erasing as ar } from './ar/erasing.js';
import { erasing as en } from './en/erasing.js';

export const erasingWords = { en, ar };
