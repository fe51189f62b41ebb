import {
  type AuthenticationCreds,
  cleanMessage,
  decodeMessageNode,
  proto,
  unpadRandomMax16,
  type WAMessage,
} from '@whiskeysockets/baileys';
import type { InboxEntry } from '#adapters/channels/baileys/inbox';

/** A kept message as the library would have told of it. `null`: it cannot be read any more. */
export const replayed = ({ attributes, plain }: InboxEntry, { me }: AuthenticationCreds): WAMessage | null => {
  const [id, lid] = [me?.id ?? '', me?.lid ?? ''];
  try {
    const stanza = { tag: 'message', attrs: { ...attributes }, content: [] };
    const message = decodeMessageNode(stanza, id, lid).fullMessage as WAMessage;
    const content = proto.Message.decode(unpadRandomMax16(plain));
    message.message = content.deviceSentMessage?.message ?? content;
    cleanMessage(message, id, lid);
    return message;
  } catch {
    return null;
  }
};
