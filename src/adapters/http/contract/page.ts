import { z } from 'zod';
import { line } from '#adapters/http/contract/text';

/** A whole number in a query string. */
export const queryNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .meta({ override: { type: 'integer', minimum: min, maximum: max, pattern: undefined } });

/** `after` is the `next` of the page before. */
export const pageQuery = {
  after: line(512).optional().meta({ description: 'The `next` of the page before.' }),
  limit: queryNumber(1, 100).optional().meta({ description: '1 to 100; 50 if not given.' }),
};

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'Give it as `after` to get the next page; null at the end.' }),
  });
