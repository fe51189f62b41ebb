import type { TenantFunction } from '../../shared/api/types.js';

type Schema = TenantFunction['parameters']['properties'][string];

export const parameterTypes = ['text', 'choice', 'number', 'flag'] as const;
export type ParameterType = (typeof parameterTypes)[number];

/** One argument as a person writes it down. What the list does not show is kept as it was. */
export type ParameterRow = {
  readonly name: string;
  readonly type: ParameterType;
  readonly required: boolean;
  readonly description: string;
  readonly choices: readonly string[];
  readonly kept: Partial<Record<'maxLength' | 'minimum' | 'maximum', number>>;
};

export const blankRow: ParameterRow = {
  name: '',
  type: 'text',
  required: true,
  description: '',
  choices: [],
  kept: {},
};

const typeOf = (schema: Schema): ParameterType => {
  if (schema.type === 'integer') return 'number';
  if (schema.type === 'boolean') return 'flag';
  return schema.enum === undefined ? 'text' : 'choice';
};

const keptOf = (schema: Schema): ParameterRow['kept'] => {
  if (schema.type === 'integer') return { minimum: schema.minimum, maximum: schema.maximum };
  return schema.type === 'string' ? { maxLength: schema.maxLength } : {};
};

const rowOf = (name: string, schema: Schema, required: readonly string[]): ParameterRow => ({
  name,
  type: typeOf(schema),
  required: required.includes(name),
  description: schema.description,
  choices: schema.type === 'string' ? (schema.enum ?? []) : [],
  kept: keptOf(schema),
});

const isSchema = (raw: unknown): raw is Schema =>
  typeof raw === 'object' &&
  raw !== null &&
  'type' in raw &&
  ['string', 'integer', 'boolean'].includes(String(raw.type));

const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** The rows of a schema written as text; `null`: it is something a list cannot show. */
export const rowsOf = (text: string): readonly ParameterRow[] | null => {
  try {
    const schema: unknown = JSON.parse(text);
    if (!isObject(schema)) return null;
    const { properties = {}, required = [] } = schema;
    if (!isObject(properties) || !Array.isArray(required)) return null;
    const entries = Object.entries(properties);
    return entries.every(([, each]) => isSchema(each))
      ? entries.map(([name, each]) => rowOf(name, each as Schema, required as string[]))
      : null;
  } catch {
    return null;
  }
};

const schemaOf = ({ type, description, choices, kept }: ParameterRow): object => {
  const { maxLength, minimum, maximum } = kept;
  if (type === 'flag') return { type: 'boolean', description };
  if (type === 'number')
    return {
      type: 'integer',
      description,
      ...(minimum !== undefined && { minimum }),
      ...(maximum !== undefined && { maximum }),
    };
  const text = { type: 'string', description, ...(maxLength !== undefined && { maxLength }) };
  return type === 'choice' ? { ...text, enum: choices } : text;
};

export const textOfRows = (rows: readonly ParameterRow[]): string =>
  JSON.stringify(
    {
      properties: Object.fromEntries(rows.map((row) => [row.name, schemaOf(row)])),
      required: rows.filter(({ required }) => required).map(({ name }) => name),
    },
    null,
    2,
  );

/** Two of one name, or one without: the text can hold only one of them. */
export const faultOfRows = (rows: readonly ParameterRow[], at: number): 'name' | 'twice' | null => {
  const name = rows[at]?.name ?? '';
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(name)) return 'name';
  return rows.findIndex((each) => each.name === name) === at ? null : 'twice';
};
