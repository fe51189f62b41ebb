import { orders as ar } from './ar/orders.js';
import { orders as en } from './en/orders.js';

export const ordersWords = { en, ar };
