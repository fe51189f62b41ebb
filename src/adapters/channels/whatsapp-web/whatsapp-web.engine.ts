import type { EngineManifest } from '#adapters/channels/whatsapp/engine';
import { BrowserAlreadyOpen } from '#adapters/channels/whatsapp-web/errors';

export const whatsappWebEngine = (): EngineManifest => {
  const open = new Set<string>();
  return {
    name: 'whatsapp-web',
    title: 'WhatsApp Web in a browser of ours',
    open: async (order) => {
      const { channelId } = order;
      if (open.has(channelId)) throw new BrowserAlreadyOpen('this session is open', { channelId });
      open.add(channelId);
      try {
        const { openSession } = await import('#adapters/channels/whatsapp-web/open-session');
        const { session, over } = await openSession(order);
        void over.then(() => open.delete(channelId));
        return session;
      } catch (cause) {
        open.delete(channelId);
        throw cause;
      }
    },
  };
};

/** WhatsApp's own page in a Chromium of its own, driven by the whatsapp-web.js library. */
export const whatsappWeb: EngineManifest = whatsappWebEngine();
