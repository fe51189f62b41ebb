import { playground as ar } from './ar/playground.js';
import { playground as en } from './en/playground.js';

export const playgroundWords = { en, ar };
