import type { z } from 'zod';
import type { ChatAnswerDto, ChatMessageDto } from '#adapters/http/contract/chat';
import { presentChatChoice } from '#adapters/http/present/present-choice';
import type { ChatAnswer } from '#application/chat/send-chat-message';
import type { Message, MessageAuthor } from '#domain/conversation/message';
import { readableText } from '#domain/conversation/message-content';

const speakers = {
  customer: 'system',
  assistant: 'assistant',
  human: 'human',
  owner_phone: 'human',
  system: 'system',
} as const satisfies Record<MessageAuthor['kind'], z.input<typeof ChatMessageDto>['from']>;

/** Who of the staff wrote it is not the customer's to know: a person is "human". */
export const presentChatMessage = (message: Message): z.input<typeof ChatMessageDto> => ({
  id: message.id,
  seq: message.seq,
  from: speakers[message.author.kind],
  text: readableText(message.content),
  choices: message.choices.map(presentChatChoice),
  created_at: message.createdAt.toISOString(),
});

export const presentChatAnswer = (sessionId: string, answer: ChatAnswer): z.input<typeof ChatAnswerDto> => {
  const messages = answer.replies.map(presentChatMessage);
  return {
    session_id: sessionId,
    conversation_id: answer.conversationId,
    message_id: answer.messageId,
    status: answer.status,
    reply: messages.length === 0 ? null : messages.map(({ text }) => text).join('\n\n'),
    messages,
    cursor: answer.cursor,
  };
};
