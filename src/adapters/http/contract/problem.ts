import { z } from 'zod';

/** RFC 9457. */
export const ProblemDto = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable; never reworded or reused.', examples: ['resource.not_found'] }),
    detail: z.string(),
    errors: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'The fields that do not fit, such as `body.name`.' }),
    correlationId: z.string().meta({ description: 'Also in X-Request-Id; finds the call in the log.' }),
    retryAfterMs: z.int().optional(),
    details: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .optional()
      .meta({ description: 'Of a conflict: what stands in the way, such as who decided first.' }),
  })
  .meta({ id: 'Problem' });
