import type { Faq, Service } from '../../../shared/api/types.js';

type Filter = {
  readonly q?: string | undefined;
  readonly status?: Service['status'] | undefined;
  readonly kind?: Service['kind'] | undefined;
};

/** Arabic is typed with and without its small signs, and alif in several ways. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}ـ]/gu, '')
    .replace(/[أإآ]/g, 'ا')
    .toLowerCase()
    .trim();

const holds = (texts: readonly (string | undefined)[], q: string | undefined): boolean => {
  const words = plain(q ?? '').split(/\s+/);
  const all = plain(texts.join(' '));
  return words.every((word) => all.includes(word));
};

/** Archived ones only when they are asked for. */
export const matchesService = (service: Service, { q, status, kind }: Filter): boolean => {
  const { name, category, description, aliases } = service;
  if (status === undefined ? service.status === 'archived' : service.status !== status) return false;
  if (kind !== undefined && service.kind !== kind) return false;
  return holds([name.en, name.ar, category.en, category.ar, description.en, description.ar, ...aliases], q);
};

export const matchesFaq = ({ questions, answer, category }: Faq, { q }: Pick<Filter, 'q'>): boolean =>
  holds([...questions, answer.en, answer.ar, category], q);
