import { account as ar } from './ar/account.js';
import { account as en } from './en/account.js';

export const accountWords = { en, ar };
