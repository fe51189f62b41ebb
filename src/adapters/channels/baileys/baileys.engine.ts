import { SessionAlreadyOpen } from '#adapters/channels/baileys/errors';
import { silenceLibsignal } from '#adapters/channels/baileys/silence-libsignal';
import type { EngineManifest } from '#adapters/channels/whatsapp/engine';

export type BaileysLimits = {
  /** A session writes no faster than this, whatever the sending policy says: a message is some four frames. */
  readonly framesPerSecond: number;
  /** The library waits for ever when the server takes the connection and then says nothing that it understands. */
  readonly connectWithinMs: number;
};

const usual: BaileysLimits = { framesPerSecond: 100, connectWithinMs: 30_000 };

/** Other limits than the usual ones are for measuring and for tests. */
export const baileysEngine = (about: Partial<BaileysLimits> = {}): EngineManifest => {
  const limits = { ...usual, ...about };
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
        const { session, over } = await openSession(order, limits);
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
