/** The part of JSON Schema that `z.toJSONSchema` makes of a settings schema. */
export type JsonSchema = {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  /** `.meta({ secret: true })`: never shown, replaced only when typed. */
  readonly secret?: boolean;
  readonly multiline?: boolean;
  readonly readOnly?: boolean;
  readonly 'x-id-of'?: string;
};

export type FieldKind =
  | 'text'
  | 'prose'
  | 'secret'
  | 'url'
  | 'email'
  | 'colour'
  | 'id'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'list'
  | 'localized'
  | 'group'
  | 'rows'
  | 'unsupported';

export type Field = {
  /** Name in its object; the path of a field in the whole form is made by the form. */
  readonly name: string;
  readonly kind: FieldKind;
  readonly title: string;
  readonly description?: string | undefined;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly initial?: unknown;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly options?: readonly string[] | undefined;
  /** Of a group, or of each row. */
  readonly fields?: readonly Field[] | undefined;
  readonly idOf?: string | undefined;
};

/** `maxSettleMs` → "Max settle ms", `order_status` → "Order status". */
export const humanise = (name: string): string => {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

type Unwrapped = { readonly schema: JsonSchema; readonly nullable: boolean };

const resolve = (schema: JsonSchema, root: JsonSchema): JsonSchema => {
  const name = schema.$ref?.replace(/^#\/(?:\$defs|definitions)\//, '');
  const target = name === undefined ? undefined : root.$defs?.[name];
  const { $ref: _ref, ...own } = schema;
  return target === undefined ? schema : { ...resolve(target, root), ...own };
};

const isNull = ({ type }: JsonSchema): boolean => type === 'null';

/** Looks through `$ref`, a one-element `allOf`, and "or null". */
const unwrap = (given: JsonSchema, root: JsonSchema): Unwrapped => {
  const schema = resolve(given, root);
  if (Array.isArray(schema.type) && schema.type.includes('null')) {
    const [type] = schema.type.filter((each) => each !== 'null');
    return { schema: { ...schema, type }, nullable: true };
  }
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  const real = choices.filter((each) => !isNull(each));
  const [only] = real;
  if (real.length !== 1 || only === undefined) return { schema, nullable: false };
  const { anyOf: _any, oneOf: _one, allOf: _all, ...own } = schema;
  const inner = unwrap(only, root);
  return { schema: { ...inner.schema, ...own }, nullable: inner.nullable || real.length < choices.length };
};

const isLocalized = ({ properties }: JsonSchema): boolean => {
  const names = Object.keys(properties ?? {}).sort();
  return names.length === 2 && names[0] === 'ar' && names[1] === 'en';
};

const isColour = ({ format, pattern }: JsonSchema): boolean =>
  format === 'color' || (pattern ?? '').replace('^(?:', '^').startsWith('^#');

const stringKind = (schema: JsonSchema): FieldKind => {
  if (schema.secret === true) return 'secret';
  if (schema.format === 'uri' || schema.format === 'url') return 'url';
  if (schema.format === 'email') return 'email';
  if (isColour(schema)) return 'colour';
  if (schema['x-id-of'] !== undefined) return 'id';
  return schema.multiline === true || (schema.maxLength ?? 0) > 300 ? 'prose' : 'text';
};

const textsOf = (schema: JsonSchema): readonly string[] | undefined => {
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  return values?.every((each) => typeof each === 'string') === true ? values : undefined;
};

const objectKind = (schema: JsonSchema): FieldKind => {
  if (isLocalized(schema)) return 'localized';
  return schema.properties === undefined ? 'unsupported' : 'group';
};

const arrayKind = (schema: JsonSchema, root: JsonSchema): FieldKind => {
  if (schema.items === undefined) return 'unsupported';
  const { schema: item } = unwrap(schema.items, root);
  if (textsOf(item) !== undefined) return 'choices';
  if (item.type === 'string') return 'list';
  return item.type === 'object' && item.properties !== undefined ? 'rows' : 'unsupported';
};

const kindOf = (schema: JsonSchema, root: JsonSchema): FieldKind => {
  if (textsOf(schema) !== undefined) return 'choice';
  const { type } = schema;
  if (type === 'string') return stringKind(schema);
  if (type === 'object') return objectKind(schema);
  if (type === 'array') return arrayKind(schema, root);
  return type === 'number' || type === 'integer' || type === 'boolean' ? type : 'unsupported';
};

/** The largest whole number zod writes for `z.int()` is no bound a person needs to read. */
const bound = (value: number | undefined): number | undefined =>
  value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;

const given = <T extends Record<string, unknown>>(facts: T): Partial<T> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<T>;

const childrenOf = (kind: FieldKind, schema: JsonSchema, root: JsonSchema): readonly Field[] | undefined => {
  if (kind === 'group') return fieldsOf(schema, root);
  if (kind === 'rows' && schema.items !== undefined) return fieldsOf(unwrap(schema.items, root).schema, root);
  return undefined;
};

const optionsOf = (kind: FieldKind, schema: JsonSchema, root: JsonSchema): readonly string[] | undefined =>
  kind === 'choices' && schema.items !== undefined ? textsOf(unwrap(schema.items, root).schema) : textsOf(schema);

const fieldOf = (name: string, raw: JsonSchema, required: boolean, root: JsonSchema): Field => {
  const { schema, nullable } = unwrap(raw, root);
  const kind = kindOf(schema, root);
  return {
    name,
    kind,
    title: schema.title ?? humanise(name),
    required,
    nullable,
    ...given({
      description: schema.description,
      initial: schema.default,
      min: bound(schema.minimum),
      max: bound(schema.maximum),
      // Of a text by language: of each.
      maxLength: schema.maxLength ?? (kind === 'localized' ? schema.properties?.['en']?.maxLength : undefined),
      maxItems: schema.maxItems,
      options: optionsOf(kind, schema, root),
      fields: childrenOf(kind, schema, root),
      idOf: schema['x-id-of'],
    }),
  };
};

/** What a form has to ask for, in the schema's order. */
export const fieldsOf = (schema: JsonSchema, root: JsonSchema = schema): readonly Field[] => {
  const object = unwrap(schema, root).schema;
  const required = new Set(object.required ?? []);
  return Object.entries(object.properties ?? {})
    .filter(([, each]) => each.readOnly !== true)
    .map(([name, each]) => fieldOf(name, each, required.has(name) && each.default === undefined, root));
};

export type FormValue = Readonly<Record<string, unknown>>;

export const recordOf = (raw: unknown): FormValue =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as FormValue) : {};

/** A value with one field set; `undefined` takes it out. */
export const withField = (value: FormValue, name: string, next: unknown): FormValue => {
  const { [name]: _old, ...others } = value;
  return next === undefined ? others : { ...value, [name]: next };
};

/** The errors of what lies below `name`, by their rest of the path. */
export const errorsBelow = (errors: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(errors).flatMap(([path, message]) =>
      path.startsWith(`${name}.`) ? [[path.slice(name.length + 1), message]] : [],
    ),
  );

/** The first error at a field or below it. */
export const errorAt = (errors: Readonly<Record<string, string>>, name: string): string | undefined =>
  errors[name] ?? Object.entries(errors).find(([path]) => path.startsWith(`${name}.`))?.[1];
