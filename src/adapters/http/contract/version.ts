import { z } from 'zod';

/** What a change starts from. */
export const readVersion = z
  .int()
  .min(1)
  .meta({ description: 'The version you read; if it has changed since, the answer is 409.' });
