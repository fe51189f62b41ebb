import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { line, prose, timestamp } from '#adapters/http/contract/text';
import { channelKinds } from '#domain/channel/channel';
import { leadStatuses } from '#domain/leads/lead';

export const LeadDto = z
  .strictObject({
    id: idOf('lead'),
    source: z.enum(['form', 'chat', 'manual']),
    formId: idOf('form').nullable(),
    conversationId: idOf('conversation').nullable(),
    channel: z.enum(channelKinds).nullable().meta({ description: 'Over which kind of channel it came.' }),
    customerId: idOf('customer').nullable(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    intent: z.string(),
    values: z.record(z.string(), z.string()).meta({ description: 'What was filled in, by the key of the field.' }),
    status: z.enum(leadStatuses),
    assignee: idOf('user').nullable(),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Lead' });

export const leadChange = {
  name: line(120, 0).nullable().optional(),
  email: line(254, 0).nullable().optional(),
  phone: line(32, 0).nullable().optional(),
  intent: prose(2_000).optional().meta({ description: 'What they want.' }),
  status: z.enum(leadStatuses).optional(),
  assignee: idOf('user').nullable().optional(),
};

export const leadFilter = {
  status: z.enum(leadStatuses).optional(),
  form: idOf('form').optional(),
  assignee: idOf('user').optional(),
};
