import { z } from 'zod';

const person = z.strictObject({
  name: z.string().min(1).max(80),
  /** Digits. */
  phone: z.string().regex(/^[1-9]\d{6,14}$/),
  lid: z.string().regex(/^\d{5,20}$/),
});

const step = z.strictObject({
  /** After the step before, in milliseconds of the recording's own time. */
  afterMs: z.int().min(0).max(86_400_000),
  from: z.string(),
  says: z.string().min(1).max(4_096),
  /** By what the sender is known here; without it the disturbances decide. */
  as: z.enum(['phone', 'lid', 'both']).optional(),
});

/** What some people wrote, in the order they wrote it. */
export const Recording = z
  .strictObject({
    title: z.string().min(1),
    people: z.record(z.string(), person),
    /** Written before the number was linked: comes as history and is never answered. */
    before: z.array(step).default([]),
    steps: z.array(step).min(1),
  })
  .refine(
    ({ people, before, steps }) => [...before, ...steps].every(({ from }) => from in people),
    'everybody who writes must be among the people',
  );
export type Recording = z.output<typeof Recording>;
export type RecordedStep = Recording['steps'][number];
