import type { proto } from '@whiskeysockets/baileys';

/** The content itself, out of what it may be wrapped in. */
export const unwrapped = (message: proto.IMessage): proto.IMessage => {
  const inner =
    message.ephemeralMessage ??
    message.viewOnceMessage ??
    message.viewOnceMessageV2 ??
    message.documentWithCaptionMessage;
  return inner?.message ? unwrapped(inner.message) : message;
};

const known = [
  ['conversation', 'text'],
  ['extendedTextMessage', 'text'],
  ['imageMessage', 'image'],
  ['documentMessage', 'document'],
  ['audioMessage', 'audio'],
  ['videoMessage', 'video'],
  ['stickerMessage', 'sticker'],
  ['locationMessage', 'location'],
  ['contactMessage', 'contact'],
  ['reactionMessage', 'reaction'],
  ['pollCreationMessageV3', 'poll'],
  ['groupInviteMessage', 'group_invite'],
  ['protocolMessage', 'protocol'],
] as const satisfies readonly (readonly [keyof proto.IMessage, string])[];

export type MessageKind = (typeof known)[number][1] | 'other';

export const kindOf = (message: proto.IMessage): MessageKind => {
  const content = unwrapped(message);
  // An empty string is proto's default of `conversation`, not a message.
  return (
    known.find(([field]) => content[field] !== null && content[field] !== undefined && content[field] !== '')?.[1] ??
    'other'
  );
};

/** What a person reads; empty when there are no words. */
export const textOf = (message: proto.IMessage): string => {
  const content = unwrapped(message);
  return (
    content.conversation ||
    content.extendedTextMessage?.text ||
    content.imageMessage?.caption ||
    content.videoMessage?.caption ||
    content.documentMessage?.caption ||
    content.documentMessage?.fileName ||
    content.reactionMessage?.text ||
    content.locationMessage?.name ||
    content.contactMessage?.displayName ||
    content.pollCreationMessageV3?.name ||
    content.groupInviteMessage?.groupName ||
    ''
  );
};

/** The id of the message this one answers. */
export const quotedIdOf = (message: proto.IMessage): string | undefined => {
  const content = unwrapped(message);
  const context = content.extendedTextMessage?.contextInfo ?? content.imageMessage?.contextInfo;
  return context?.stanzaId ?? undefined;
};
