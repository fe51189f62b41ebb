import { randomBytes } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';
import type { MessageKind } from './describe-message.js';

/** What a phone that never lost a byte would send, as `proto.Message`. */

export type Place = {
  readonly latitude: number;
  readonly longitude: number;
  readonly name?: string;
  readonly address?: string;
};
export const location = ({ latitude, longitude, name, address }: Place): proto.IMessage => ({
  locationMessage: {
    degreesLatitude: latitude,
    degreesLongitude: longitude,
    name: name ?? null,
    address: address ?? null,
  },
});

export type ContactCard = { readonly name: string; readonly phone: string };
export const contact = ({ name, phone }: ContactCard): proto.IMessage => ({
  contactMessage: {
    displayName: name,
    vcard: `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;type=CELL;waid=${phone}:+${phone}\nEND:VCARD`,
  },
});

export type Poll = { readonly question: string; readonly options: readonly string[] };
export const poll = ({ question, options }: Poll): proto.IMessage => ({
  messageContextInfo: { messageSecret: randomBytes(32) },
  pollCreationMessageV3: {
    name: question,
    options: options.map((optionName) => ({ optionName })),
    selectableOptionsCount: 1,
  },
});

export const groupInvite = (groupName: string): proto.IMessage => ({
  groupInviteMessage: {
    groupJid: `1203630${randomBytes(5).readUIntBE(0, 5)}@g.us`,
    inviteCode: randomBytes(8).toString('hex'),
    groupName,
  },
});

/** `fromMe`: as the one who reacts sees the message. */
export type MessageRef = { readonly id: string; readonly chat: string; readonly fromMe: boolean };
const keyOf = ({ id, chat, fromMe }: MessageRef): proto.IMessageKey => ({ id, remoteJid: chat, fromMe });

/** An empty emoji takes the reaction back. */
export const reaction = (to: MessageRef, emoji: string): proto.IMessage => ({
  reactionMessage: { key: keyOf(to), text: emoji, senderTimestampMs: Date.now() },
});

export const quoting = (
  text: string,
  quoted: { readonly id: string; readonly author: string; readonly message: proto.IMessage },
): proto.IMessage => ({
  extendedTextMessage: {
    text,
    contextInfo: { stanzaId: quoted.id, participant: quoted.author, quotedMessage: quoted.message },
  },
});

const { MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type;

export const edit = (of: MessageRef, text: string): proto.IMessage => ({
  protocolMessage: {
    type: MESSAGE_EDIT,
    key: keyOf(of),
    editedMessage: { conversation: text },
    timestampMs: Date.now(),
  },
});
export const deletion = (of: MessageRef): proto.IMessage => ({ protocolMessage: { type: REVOKE, key: keyOf(of) } });

export const viewOnce = (message: proto.IMessage): proto.IMessage => ({
  viewOnceMessageV2: {
    message: message.imageMessage ? { imageMessage: { ...message.imageMessage, viewOnce: true } } : message,
  },
});

const mediaKinds: readonly MessageKind[] = ['image', 'document', 'audio', 'video', 'sticker'];

/** The attributes of `<message>` and `<enc>` that tell the server what it carries. */
export const stanzaAttributes = (
  message: proto.IMessage,
  kind: MessageKind,
): { readonly stanza: Readonly<Record<string, string>>; readonly enc: Readonly<Record<string, string>> } => {
  if (message.protocolMessage?.type === MESSAGE_EDIT) return { stanza: { type: 'text', edit: '1' }, enc: {} };
  if (message.protocolMessage?.type === REVOKE) return { stanza: { type: 'text', edit: '7' }, enc: {} };
  if (kind === 'reaction' || kind === 'poll') return { stanza: { type: kind }, enc: {} };
  const isMedia = mediaKinds.includes(kind) || kind === 'location' || kind === 'contact';
  return isMedia ? { stanza: { type: 'media' }, enc: { mediatype: kind } } : { stanza: { type: 'text' }, enc: {} };
};
