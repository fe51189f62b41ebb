import type { FunctionId, TenantId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

/** One argument, in the part of JSON Schema that is understood here. */
export type ParameterSchema =
  | {
      readonly type: 'string';
      readonly description: string;
      readonly maxLength: number;
      /** One of these and no other; without it the value is in the customer's own words. */
      readonly enum?: readonly string[];
    }
  | { readonly type: 'integer'; readonly description: string; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'boolean'; readonly description: string };

/** `{"type":"object","additionalProperties":false}` with these. */
export type ArgumentsSchema = {
  readonly properties: Readonly<Record<string, ParameterSchema>>;
  readonly required: readonly string[];
};

export const resultFieldTypes = ['text', 'choice', 'number', 'date', 'money'] as const;
export type ResultFieldType = (typeof resultFieldTypes)[number];

/** What is taken from the answer, by its place in it, and what it must be to be said. */
export type ResultField = {
  readonly name: string;
  /** Where it stands in the JSON answer: `order.eta`, `items.0.name`. */
  readonly path: string;
  readonly type: ResultFieldType;
  /** Of a choice: what each value of the answer is called to a customer. */
  readonly choices?: Readonly<Record<string, LocalizedText>>;
};

/** A read-only service of the tenant's own that may be asked while a customer waits (API-6). */
export type TenantFunction = {
  readonly id: FunctionId;
  readonly tenantId: TenantId;
  /** What it is called in lists and to a model. */
  readonly name: string;
  /** When to ask it, for a model. */
  readonly description: string;
  /** What customers say when they want it. */
  readonly examples: readonly string[];
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** The header that carries the secret; it holds no secret itself. */
  readonly secretHeader: string;
  /** Sealed, in hexadecimal; `null`: there is none. */
  readonly sealedSecret: string | null;
  readonly timeoutMs: number;
  readonly parameters: ArgumentsSchema;
  readonly fields: readonly ResultField[];
  /** What the assistant says, word for word, with `{field}` where a value goes. */
  readonly template: LocalizedText;
  readonly status: 'active' | 'off';
  readonly createdAt: Date;
  readonly version: number;
};

/** What a turn needs to know of one: neither where it is nor its secret. */
export type CallableFunction = Pick<
  TenantFunction,
  'id' | 'name' | 'description' | 'examples' | 'parameters' | 'fields' | 'template'
>;

export type ArgumentValue = string | number | boolean;
export type Arguments = Readonly<Record<string, ArgumentValue>>;

export const callable = ({
  id,
  name,
  description,
  examples,
  parameters,
  fields,
  template,
}: TenantFunction): CallableFunction => ({ id, name, description, examples, parameters, fields, template });
