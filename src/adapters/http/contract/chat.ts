import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { timestamp } from '#adapters/http/contract/text';
import { WidgetChoiceDto } from '#adapters/http/contract/widget';

/** A message as the customer's side sees it. */
export const ChatMessageDto = z
  .strictObject({
    id: idOf('message'),
    seq: z.int(),
    from: z.enum(['assistant', 'human', 'system']),
    text: z.string(),
    choices: z.array(WidgetChoiceDto),
    created_at: timestamp,
  })
  .meta({ id: 'ChatMessage' });

export const ChatAnswerDto = z
  .strictObject({
    session_id: z.string(),
    conversation_id: idOf('conversation'),
    message_id: idOf('message'),
    status: z.enum(['answered', 'pending', 'with_human', 'silent']).meta({
      description:
        '`pending`: no answer yet; ask for the messages after `cursor`. `with_human`: a person will answer. `silent`: nothing will be said by itself.',
    }),
    reply: z.string().nullable().meta({ description: 'The texts of `messages` together; null if there are none.' }),
    messages: z.array(ChatMessageDto),
    cursor: z.int(),
  })
  .meta({ id: 'ChatAnswer' });
