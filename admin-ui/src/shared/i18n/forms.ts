import { forms as ar } from './ar/forms.js';
import { forms as en } from './en/forms.js';

export const formsWords = { en, ar };
