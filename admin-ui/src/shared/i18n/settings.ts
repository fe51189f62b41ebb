import { settings as ar } from './ar/settings.js';
import { settings as en } from './en/settings.js';

export const settingsWords = { en, ar };
