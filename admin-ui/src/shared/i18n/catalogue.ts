import { catalogue as ar } from './ar/catalogue.js';
import { catalogue as en } from './en/catalogue.js';

export const catalogueWords = { en, ar };
