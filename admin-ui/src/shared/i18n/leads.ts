import { leads as ar } from './ar/leads.js';
import { leads as en } from './en/leads.js';

export const leadsWords = { en, ar };
