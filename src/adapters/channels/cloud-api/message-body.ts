import { interactiveOf } from '#adapters/channels/cloud-api/choices';
import type { Recipient } from '#adapters/channels/cloud-api/recipient';
import type { Message } from '#domain/conversation/message';
import { cleanText, readableText } from '#domain/conversation/message-content';

/**
 * The body of `POST /messages`. Our id travels with it and comes back in every status, so that a message whose answer got
 * lost finds its receipt. `null`: there is nothing in it that this channel can send.
 */
export const messageBody = (message: Message, recipient: Recipient): string | null => {
  const { text } = cleanText(readableText(message.content));
  if (text.trim() === '') return null;
  const interactive = interactiveOf(text, message.choices);
  return JSON.stringify({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipient,
    ...(interactive === null
      ? { type: 'text', text: { body: text, preview_url: false } }
      : { type: 'interactive', interactive }),
    biz_opaque_callback_data: message.id,
  });
};

/** Shows the two blue ticks and "typing…" for at most 25 s, or until our message arrives. */
export const typingBody = (inboundExternalId: string): string =>
  JSON.stringify({
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: inboundExternalId,
    typing_indicator: { type: 'text' },
  });
