import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { proto } from '@whiskeysockets/baileys';
import { unixSeconds } from '../binary-nodes.js';
import { newMessageId } from './message-id.js';

const { APP_STATE_SYNC_KEY_SHARE, HISTORY_SYNC_NOTIFICATION } = proto.Message.ProtocolMessage.Type;
const { INITIAL_BOOTSTRAP, RECENT } = proto.HistorySync.HistorySyncType;

/** A line of an old chat. */
export type PastLine = {
  readonly text: string;
  readonly fromMe?: boolean;
  readonly at: number;
  readonly id?: string;
};

/** An old chat as the phone hands it over. */
export const pastChat = (chatJid: string, name: string, lines: readonly PastLine[]): proto.IConversation => ({
  id: chatJid,
  name,
  messages: lines.map(({ text, fromMe = false, at, id = newMessageId() }) => ({
    message: {
      key: { remoteJid: chatJid, fromMe, id },
      message: { conversation: text },
      messageTimestamp: Math.floor(at / 1000),
      ...(fromMe ? {} : { pushName: name }),
    },
  })),
});

/** The key with which settings are shared between devices. */
export const appStateKeyShare = (deviceId: number): proto.IMessage => ({
  protocolMessage: {
    type: APP_STATE_SYNC_KEY_SHARE,
    appStateSyncKeyShare: {
      keys: [
        {
          keyId: { keyId: randomBytes(6) },
          keyData: {
            keyData: randomBytes(32),
            fingerprint: { rawId: 1, currentIndex: 0, deviceIndexes: [0, deviceId] },
            timestamp: unixSeconds(),
          },
        },
      ],
    },
  },
});

/** The history itself, within the message: no download. Without it the library holds its events back for 20 s. */
export const historyNotifications = (conversations: proto.IConversation[]): proto.IMessage[] =>
  [INITIAL_BOOTSTRAP, RECENT].map((syncType) => {
    const part = { syncType, chunkOrder: 1, progress: 100 };
    const sync = proto.HistorySync.encode({
      ...part,
      conversations: syncType === RECENT ? conversations : [],
    }).finish();
    return {
      protocolMessage: {
        type: HISTORY_SYNC_NOTIFICATION,
        historySyncNotification: { ...part, initialHistBootstrapInlinePayload: deflateSync(sync) },
      },
    };
  });
