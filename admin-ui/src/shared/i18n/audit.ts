import { audit as ar } from './ar/audit.js';
import { audit as en } from './en/audit.js';

export const auditWords = { en, ar };
