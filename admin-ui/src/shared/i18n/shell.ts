import { shell as ar } from './ar/shell.js';
import { shell as en } from './en/shell.js';

export const shellWords = { en, ar };
