import { ui as ar } from './ar/ui.js';
import { ui as en } from './en/ui.js';

export const uiWords = { en, ar };
