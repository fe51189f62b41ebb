import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { line, prose, timestamp } from '#adapters/http/contract/text';
import { resultFieldTypes } from '#domain/functions/tenant-function';
import { functionLimits } from '#domain/functions/validate-function';

const texts = (max: number) => z.strictObject({ en: prose(max).exactOptional(), ar: prose(max).exactOptional() });
const whole = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);
const description = line(200, 0).default('');

const parameter = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('string'),
    description,
    maxLength: z.int().min(1).max(200).default(60),
    enum: z
      .array(line(60))
      .min(1)
      .max(functionLimits.enum)
      .exactOptional()
      .meta({ description: 'One of these; without it the value must be in the words of the customer.' }),
  }),
  z.strictObject({
    type: z.literal('integer'),
    description,
    minimum: whole.default(0),
    maximum: whole.default(1_000_000),
  }),
  z.strictObject({ type: z.literal('boolean'), description }),
]);

/** Names as a JSON Schema has them; how many is checked here, what they may be by the domain. */
const named = <T extends z.ZodType>(value: T, most: number) =>
  z.record(line(40), value).refine((all) => Object.keys(all).length <= most, `must have at most ${most} entries`);

const parameters = z
  .strictObject({
    type: z.literal('object').default('object'),
    properties: named(parameter, functionLimits.parameters).default({}),
    required: z.array(line(40)).max(functionLimits.parameters).default([]),
    additionalProperties: z.literal(false).default(false),
  })
  .transform(({ properties, required }) => ({ properties, required }))
  .meta({ description: 'The arguments, in a part of JSON Schema: strings, whole numbers and yes or no.' });

const field = z.strictObject({
  name: line(40),
  path: line(200).meta({
    description: 'Where the value stands in the JSON answer, such as order.eta or items.0.name.',
  }),
  type: z.enum(resultFieldTypes).meta({
    description:
      'text: a short one without words of sale. choice: one of the choices, said in your words. number. date: 2026-03-05 or with a time. money: in major units of your currency.',
  }),
  choices: named(texts(80), functionLimits.choices)
    .exactOptional()
    .meta({ description: 'Of a choice: what each value is called.' }),
});

export const functionChange = {
  name: line(60),
  description: prose(300).meta({ description: 'When to ask it.' }),
  examples: z
    .array(line(200))
    .max(functionLimits.examples)
    .meta({ description: 'What customers say when they want it.' }),
  method: z.enum(['GET', 'POST']),
  url: line(1_000).meta({ description: 'https, on the public internet.' }),
  secret: z
    .string()
    .max(1_000)
    .nullable()
    .meta({ description: 'Sent in `secretHeader`. Written, never read back; null takes it away.' }),
  secretHeader: line(40),
  timeoutMs: z.int().min(functionLimits.timeoutMs.least).max(functionLimits.timeoutMs.most),
  parameters,
  fields: z.array(field).max(functionLimits.fields),
  template: texts(functionLimits.template).meta({ description: 'What is said, with {field} where a value goes.' }),
  status: z.enum(['active', 'off']),
};

const parameterShown = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('string'),
    description: z.string(),
    maxLength: z.int(),
    enum: z.array(z.string()).exactOptional(),
  }),
  z.strictObject({ type: z.literal('integer'), description: z.string(), minimum: z.int(), maximum: z.int() }),
  z.strictObject({ type: z.literal('boolean'), description: z.string() }),
]);

export const FunctionDto = z
  .strictObject({
    id: idOf('function'),
    name: z.string(),
    description: z.string(),
    examples: z.array(z.string()),
    method: z.enum(['GET', 'POST']),
    url: z.string(),
    hasSecret: z.boolean(),
    secretHeader: z.string(),
    timeoutMs: z.int(),
    parameters: z.strictObject({
      type: z.literal('object'),
      properties: z.record(z.string(), parameterShown),
      required: z.array(z.string()),
      additionalProperties: z.literal(false),
    }),
    fields: z.array(
      z.strictObject({
        name: z.string(),
        path: z.string(),
        type: z.enum(resultFieldTypes),
        choices: z.record(z.string(), texts(80)).exactOptional(),
      }),
    ),
    template: texts(functionLimits.template),
    status: z.enum(['active', 'off']),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Function' });

const value = z.union([z.string(), z.number(), z.boolean()]);

export const FunctionCallDto = z
  .strictObject({
    id: idOf('functionCall'),
    conversationId: idOf('conversation').nullable().meta({ description: 'null: tried in the panel.' }),
    arguments: z.record(z.string(), value),
    outcome: z.string().meta({ description: '`answered`, or why not.' }),
    status: z.int().nullable(),
    tookMs: z.int(),
    at: timestamp,
  })
  .meta({ id: 'FunctionCall' });

export const TriedFunctionDto = z
  .strictObject({
    outcome: z.string().meta({ description: '`answered`, or why not.' }),
    status: z.int().nullable(),
    tookMs: z.int(),
    values: z.record(z.string(), z.string()),
    says: texts(4_000).meta({ description: 'What a customer would read.' }),
  })
  .meta({ id: 'TriedFunction' });

export const functionArguments = z.record(line(40), value);
