import { SessionAlreadyOpen } from '#adapters/channels/baileys/errors';
import { silenceLibsignal } from '#adapters/channels/baileys/silence-libsignal';
import type { EngineManifest } from '#adapters/channels/whatsapp/engine';

/** A session writes no faster than this, whatever the sending policy says: a message is some four frames. */
const mostFramesPerSecond = 100;

/** `framesPerSecond`: for measuring. */
export const baileysEngine = (framesPerSecond: number = mostFramesPerSecond): EngineManifest => {
  const open = new Set<string>();
  return {
    name: 'baileys',
    title: 'WhatsApp on the web, spoken directly',
    open: async (order) => {
      const { channelId } = order;
      if (open.has(channelId)) throw new SessionAlreadyOpen('this session is open', { channelId });
      open.add(channelId);
      try {
        silenceLibsignal();
        const { openSession } = await import('#adapters/channels/baileys/open-session');
        const { session, over } = await openSession(order, framesPerSecond);
        void over.then(() => open.delete(channelId));
        return session;
      } catch (cause) {
        open.delete(channelId);
        throw cause;
      }
    },
  };
};

/** The unofficial protocol of WhatsApp Web, by the Baileys library: no browser. */
export const baileys: EngineManifest = baileysEngine();
