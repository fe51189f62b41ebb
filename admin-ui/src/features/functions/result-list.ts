import type { LocalizedText, TenantFunction } from '../../shared/api/types.js';

type Field = TenantFunction['fields'][number];
export type ResultType = Field['type'];
export const resultTypes = ['text', 'choice', 'number', 'date', 'money'] as const satisfies readonly ResultType[];

export type ChoiceRow = { readonly value: string; readonly label: LocalizedText };
/** One value of the answer as a person writes it down. */
export type ResultRow = {
  readonly name: string;
  readonly path: string;
  readonly type: ResultType;
  readonly choices: readonly ChoiceRow[];
};

export const blankResult: ResultRow = { name: '', path: '', type: 'text', choices: [] };

const isField = (raw: unknown): raw is Field =>
  typeof raw === 'object' &&
  raw !== null &&
  'name' in raw &&
  'path' in raw &&
  'type' in raw &&
  resultTypes.some((type) => type === raw.type);

const rowOf = ({ name, path, type, choices = {} }: Field): ResultRow => ({
  name,
  path,
  type,
  choices: Object.entries(choices).map(([value, label]) => ({ value, label })),
});

/** The rows of fields written as text; `null`: it is something a list cannot show. */
export const resultRowsOf = (text: string): readonly ResultRow[] | null => {
  try {
    const fields: unknown = JSON.parse(text);
    return Array.isArray(fields) && fields.every(isField) ? fields.map(rowOf) : null;
  } catch {
    return null;
  }
};

const fieldOf = ({ name, path, type, choices }: ResultRow): object => ({
  name,
  path,
  type,
  ...(type === 'choice' && { choices: Object.fromEntries(choices.map(({ value, label }) => [value, label])) }),
});

export const textOfResults = (rows: readonly ResultRow[]): string => JSON.stringify(rows.map(fieldOf), null, 2);

export type ResultFault = 'name' | 'twice' | 'path' | 'choices';

/** What keeps a row from being saved, or `null`. */
export const faultOfResults = (rows: readonly ResultRow[], at: number): ResultFault | null => {
  const row = rows[at] ?? blankResult;
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(row.name)) return 'name';
  if (rows.findIndex(({ name }) => name === row.name) !== at) return 'twice';
  if (row.path.trim() === '') return 'path';
  const isWhole = row.choices.every(({ value, label }) => value !== '' && Object.values(label).some(Boolean));
  return row.type === 'choice' && (row.choices.length === 0 || !isWhole) ? 'choices' : null;
};

/** Is the value said to customers? Only what stands in the words of the answer is. */
export const isSaid = (name: string, template: LocalizedText): boolean =>
  name !== '' && Object.values(template).some((text) => text.includes(`{${name}}`));
