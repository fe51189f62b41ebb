import { team as ar } from './ar/team.js';
import { team as en } from './en/team.js';

export const teamWords = { en, ar };
