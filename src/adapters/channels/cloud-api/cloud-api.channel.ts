import type { ChannelManifest } from '#adapters/channels/channel';
import { CloudApiTransport } from '#adapters/channels/cloud-api/cloud-api-transport';
import { cloudApiSettings, phoneNumberId } from '#adapters/channels/cloud-api/settings';

/** Meta's current Graph API at the time of writing; another version is a matter of configuration. */
const publicBaseUrl = 'https://graph.facebook.com/v23.0';

export const cloudApiChannel: ChannelManifest = {
  kind: 'cloud-api',
  title: 'WhatsApp Business (Cloud API)',
  externalKey: phoneNumberId,
  settings: cloudApiSettings,
  create: ({ clock, telemetry, dispatcher, baseUrls }) =>
    new CloudApiTransport({ clock, telemetry, dispatcher, baseUrl: baseUrls['cloud-api'] ?? publicBaseUrl }),
};
