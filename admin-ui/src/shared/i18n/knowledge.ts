import { knowledge as ar } from './ar/knowledge.js';
import { knowledge as en } from './en/knowledge.js';

export const knowledgeWords = { en, ar };
