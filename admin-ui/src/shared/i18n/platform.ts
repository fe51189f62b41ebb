import { platform as ar } from './ar/platform.js';
import { platform as en } from './en/platform.js';

export const platformWords = { en, ar };
