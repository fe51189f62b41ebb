import type { ChannelManifest } from '#adapters/channels/channel';
import { whatsAppSettings } from '#adapters/channels/whatsapp/settings';
import { WhatsAppTransport } from '#adapters/channels/whatsapp/whatsapp-transport';

/** A number that a phone lends us by scanning a code (WA-1, WA-2). */
export const whatsAppChannel: ChannelManifest = {
  kind: 'whatsapp',
  title: 'WhatsApp (linked phone)',
  externalKey: 'own',
  settings: whatsAppSettings,
  create: ({ whatsApp }) => new WhatsAppTransport(whatsApp),
};
