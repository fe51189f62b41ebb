import { z } from 'zod';
import { OpenCountsDto } from '#adapters/http/contract/conversation';
import { OrderCountsDto } from '#adapters/http/contract/order';

export const HomeDto = z
  .strictObject({
    open: OpenCountsDto.nullable(),
    orders: OrderCountsDto.nullable(),
    leads: z
      .strictObject({
        new: z.int(),
        contacted: z.int(),
        qualified: z.int(),
        converted: z.int(),
        lost: z.int(),
      })
      .nullable(),
    answeredByAssistant: z
      .strictObject({
        share: z.number().nullable().meta({ description: '0 to 1; null when there were none.' }),
        of: z
          .int()
          .meta({ description: 'Answered conversations of the last seven days; 1,000 at most are looked at.' }),
      })
      .nullable(),
    firstResponseMs: z.number().nullable().meta({ description: 'The median of the same conversations.' }),
  })
  .meta({ id: 'Home', description: 'What you may not read is null.' });
