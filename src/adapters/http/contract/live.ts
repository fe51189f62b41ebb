import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';

const position = z.string().meta({ description: 'Where the stream stands; comes back as `Last-Event-ID`.' });
const inConversation = z.strictObject({ conversationId: idOf('conversation') });

/** The data of each event of `GET /api/v1/events`: ids of what to read again, never the thing itself. */
export const liveEvents = {
  hello: z.strictObject({ position }),
  reset: z.strictObject({ position }).meta({ description: 'Too much was missed: read everything again.' }),
  messages: inConversation,
  conversation: inConversation,
  order: z.strictObject({ orderId: idOf('order'), isNew: z.boolean() }),
  lead: z.strictObject({ leadId: idOf('lead'), isNew: z.boolean() }),
  typing: z.strictObject({
    conversationId: idOf('conversation'),
    who: z.enum(['customer', 'human']),
    name: z.string().nullable(),
  }),
  presence: inConversation,
  channel_session: z.strictObject({ channelId: idOf('channel') }),
  settings: z.strictObject({
    area: z.enum([
      'catalogue',
      'flows',
      'forms',
      'widget',
      'tenant',
      'team',
      'channels',
      'canned_replies',
      'api_keys',
      'functions',
      'knowledge',
      'assistants',
    ]),
  }),
  switches: z.strictObject({
    tenantId: idOf('tenant').nullable().meta({ description: "null: the platform's own." }),
  }),
};
