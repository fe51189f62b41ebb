import { home as ar } from './ar/home.js';
import { home as en } from './en/home.js';

export const homeWords = { en, ar };
