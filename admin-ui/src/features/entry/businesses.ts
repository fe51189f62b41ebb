import { isProblem } from '../../shared/api/problem.js';

export type Business = { readonly slug: string; readonly name: string };

const textOf = (raw: unknown): string => (typeof raw === 'string' ? raw : '');

/** The businesses the server asks a person to choose among; none for any other error. */
export const businessesIn = (error: unknown): readonly Business[] => {
  if (!isProblem(error, 'identity.choose_tenant')) return [];
  const names = textOf(error.details['names']).split('\n');
  return textOf(error.details['tenants'])
    .split(',')
    .flatMap((slug, at) => (slug === '' ? [] : [{ slug, name: names[at] || slug }]));
};
