import { widget as ar } from './ar/widget.js';
import { widget as en } from './en/widget.js';

export const widgetWords = { en, ar };
