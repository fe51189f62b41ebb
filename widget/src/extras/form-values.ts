import type { WidgetForm } from '../contract.js';

export type Field = WidgetForm['fields'][number];
export type Fault = 'required' | 'badEmail' | 'badPhone';

/** What is wrong with one field before the server is asked; `null` when nothing is. */
export const faultOf = ({ type, required }: Field, raw: string | undefined): Fault | null => {
  const value = raw?.trim() ?? '';
  if (value === '') return required ? 'required' : null;
  if (type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return 'badEmail';
  const isPhone = /^\+?[\d\s().-]{5,24}$/.test(value) && value.replace(/\D/g, '').length >= 5;
  return type === 'phone' && !isPhone ? 'badPhone' : null;
};
