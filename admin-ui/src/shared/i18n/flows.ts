import { flows as ar } from './ar/flows.js';
import { flows as en } from './en/flows.js';

export const flowsWords = { en, ar };
