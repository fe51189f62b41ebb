import { permissions as ar } from './ar/permissions.js';
import { permissions as en } from './en/permissions.js';

export const permissionWords = { en, ar };
