import { SessionAlreadyOpen } from '#adapters/channels/baileys/errors';
import type { BaileysLimits } from '#adapters/channels/baileys/limits';
import { silenceLibsignal } from '#adapters/channels/baileys/silence-libsignal';
import type { EngineManifest } from '#adapters/channels/whatsapp/engine';

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
