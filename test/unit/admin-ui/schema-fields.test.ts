import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  errorAt,
  errorsBelow,
  type Field,
  fieldsOf,
  type JsonSchema,
  withField,
} from '../../../admin-ui/src/shared/ui/schema-fields.js';

const fields = (schema: z.ZodType): readonly Field[] => fieldsOf(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema);
const kinds = (schema: z.ZodType): Readonly<Record<string, string>> =>
  Object.fromEntries(fields(schema).map(({ name, kind }) => [name, kind]));

const Localized = z
  .strictObject({ en: z.string().optional(), ar: z.string().optional() })
  .meta({ id: 'LocalizedText' });

describe('the form of a settings schema', () => {
  it('has a control for everything a settings schema is made of', () => {
    const schema = z.strictObject({
      name: z.string().max(60),
      about: z.string().max(2_000),
      key: z.string().meta({ secret: true }),
      site: z.url(),
      mail: z.email(),
      colour: z.string().regex(/^#[0-9a-f]{6}$/),
      share: z.number(),
      days: z.int(),
      on: z.boolean(),
      side: z.enum(['left', 'right']),
      langs: z.array(z.enum(['en', 'ar'])),
      domains: z.array(z.string()),
      greeting: Localized,
      farewell: Localized,
      hours: z.strictObject({ from: z.string() }),
      links: z.array(z.strictObject({ title: z.string() })),
      odd: z.record(z.string(), z.string()),
    });
    expect(kinds(schema)).toEqual({
      name: 'text',
      about: 'prose',
      key: 'secret',
      site: 'url',
      mail: 'email',
      colour: 'colour',
      share: 'number',
      days: 'integer',
      on: 'boolean',
      side: 'choice',
      langs: 'choices',
      domains: 'list',
      greeting: 'localized',
      farewell: 'localized',
      hours: 'group',
      links: 'rows',
      odd: 'unsupported',
    });
  });

  it('takes titles, bounds and defaults from the schema, and a title from the name where there is none', () => {
    const [wait, mode] = fields(
      z.strictObject({
        maxWaitMs: z.int().min(0).max(60_000).meta({ description: 'How long.' }),
        mode: z.enum(['a', 'b']).default('a').meta({ title: 'Way' }),
      }),
    );
    expect(wait).toMatchObject({ title: 'Max wait ms', description: 'How long.', min: 0, max: 60_000, required: true });
    expect(mode).toMatchObject({ title: 'Way', initial: 'a', required: false, options: ['a', 'b'] });
  });

  it('names no bound that zod writes for every whole number', () => {
    const [count] = fields(z.strictObject({ count: z.int() }));
    expect(count).not.toHaveProperty('max');
  });

  it('sees through "or null" and optional', () => {
    expect(fields(z.strictObject({ until: z.string().nullable(), note: z.string().optional() }))).toMatchObject([
      { kind: 'text', nullable: true, required: true },
      { kind: 'text', nullable: false, required: false },
    ]);
  });

  it('looks into groups and rows', () => {
    const [hours, links] = fields(
      z.strictObject({
        hours: z.strictObject({ open: z.boolean() }),
        links: z.array(z.strictObject({ url: z.url() })),
      }),
    );
    expect(hours?.fields).toMatchObject([{ name: 'open', kind: 'boolean' }]);
    expect(links?.fields).toMatchObject([{ name: 'url', kind: 'url' }]);
  });

  it('offers the values of a list of enums', () => {
    expect(fields(z.strictObject({ langs: z.array(z.enum(['en', 'ar'])) }))[0]?.options).toEqual(['en', 'ar']);
  });
});

describe('values and errors of a form', () => {
  it('an emptied field is left out, a filled one set, and the value before stays as it was', () => {
    const before = { a: 1, b: 2 };
    expect(withField(before, 'a', undefined)).toEqual({ b: 2 });
    expect(withField(before, 'a', 3)).toEqual({ a: 3, b: 2 });
    expect(before).toEqual({ a: 1, b: 2 });
  });

  it('an error is found at its field, or below a field that is drawn as one', () => {
    const errors = { 'hours.0.from': 'odd', name: 'short', names: 'other' };
    expect(errorsBelow(errors, 'hours')).toEqual({ '0.from': 'odd' });
    expect(errorAt(errors, 'hours')).toBe('odd');
    expect(errorAt(errors, 'name')).toBe('short');
    expect(errorAt(errors, 'nam')).toBeUndefined();
  });
});
