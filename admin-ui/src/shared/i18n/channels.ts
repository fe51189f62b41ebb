import { channels as ar } from './ar/channels.js';
import { channels as en } from './en/channels.js';

export const channelsWords = { en, ar };
