import { z } from 'zod';
import { timestamp } from '#adapters/http/contract/text';

export const AuditEntryDto = z
  .strictObject({
    seq: z.int(),
    actor: z.string(),
    action: z.string(),
    target: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    at: timestamp,
    previousHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });

export const AuditVerdictDto = z
  .strictObject({
    holds: z.boolean(),
    entries: z.int().meta({ description: 'How many entries hold, from the first on.' }),
    brokenAt: z.int().nullable().meta({ description: 'The first entry that was altered, removed or moved.' }),
    lastHash: z.string().meta({ description: 'Keep it elsewhere: only against it shows that the end was cut off.' }),
  })
  .meta({ id: 'AuditVerdict' });
