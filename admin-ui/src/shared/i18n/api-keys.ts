import { apiKeys as ar } from './ar/api-keys.js';
import { apiKeys as en } from './en/api-keys.js';

export const apiKeyWords = { en, ar };
