import type { ActName } from '#domain/assistant/proposal';
import { orderSlots } from '#domain/orders/order-slot';
import { languages } from '#domain/shared/language';

/** The compiler holds this against the acts there are. */
const acts: Readonly<Record<ActName, true>> = {
  greet: true,
  thanks: true,
  goodbye: true,
  identify: true,
  list_services: true,
  quote_price: true,
  describe: true,
  availability: true,
  total: true,
  no_discount: true,
  answer_faq: true,
  call_function: true,
  ask_form: true,
  fill_form: true,
  quote_document: true,
  order: true,
  cancel_order: true,
  clarify: true,
  suggest: true,
  unknown: true,
  hand_over: true,
};
export const actNames = Object.keys(acts) as readonly ActName[];

export type Schema = {
  readonly type: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  /** Or null. */
  readonly nullable?: true;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly string[];
};

const list = (items: Schema): Schema => ({ type: 'array', items });
const textList = list({ type: 'string' });

/**
 * A proposal as vendors are asked for it: each act has all fields, because their schemas know no alternatives that all of
 * them understand. `fromWire` takes the empty ones away.
 */
export const proposalSchema: Schema = {
  type: 'object',
  properties: {
    language: { type: 'string', enum: languages },
    acts: list({
      type: 'object',
      properties: {
        act: { type: 'string', enum: actNames },
        services: textList,
        faqs: textList,
        lines: list({
          type: 'object',
          properties: { service: { type: 'string' }, quantity: { type: 'integer', nullable: true } },
        }),
        category: { type: 'string', nullable: true },
        budgetMinor: { type: 'integer', nullable: true },
        cheapestFirst: { type: 'boolean' },
        slots: {
          type: 'object',
          properties: Object.fromEntries(orderSlots.map((slot) => [slot, { type: 'string', nullable: true }])),
        },
        sentence: { type: 'string', nullable: true },
        form: { type: 'string', nullable: true },
        function: { type: 'string', nullable: true },
        arguments: list({
          type: 'object',
          properties: {
            name: { type: 'string' },
            text: { type: 'string', nullable: true },
            number: { type: 'integer', nullable: true },
            flag: { type: 'boolean', nullable: true },
          },
        }),
        reason: { type: 'string', nullable: true, enum: ['customer_asked', 'anger', 'unknown'] },
      },
    }),
    confidence: { type: 'number' },
    evidence: textList,
    leadIn: { type: 'string', nullable: true },
  },
};

export type JsonSchema = { readonly [keyword: string]: unknown };

/** As JSON Schema with every field required and no other allowed. */
export const asJsonSchema = ({ type, nullable, properties, items, enum: values }: Schema): JsonSchema => ({
  type: nullable ? [type, 'null'] : type,
  ...(properties && {
    properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, asJsonSchema(each)])),
    required: Object.keys(properties),
    additionalProperties: false,
  }),
  ...(items && { items: asJsonSchema(items) }),
  ...(values && { enum: nullable ? [...values, null] : values }),
});
