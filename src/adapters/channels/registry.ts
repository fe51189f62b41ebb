import { apiChannel } from '#adapters/channels/api/api.channel';
import type { ChannelManifest, ChannelResources } from '#adapters/channels/channel';
import { cloudApiChannel } from '#adapters/channels/cloud-api/cloud-api.channel';
import { emulatedWhatsAppChannel, whatsAppChannel } from '#adapters/channels/whatsapp/whatsapp.channel';
import { widgetChannel } from '#adapters/channels/widget/widget.channel';
import type { Transport } from '#application/ports/transport';
import type { ChannelKind } from '#domain/channel/channel';

/** Every channel there is. A new one is one line here. */
export const channelManifests: readonly ChannelManifest[] = [
  whatsAppChannel,
  cloudApiChannel,
  apiChannel,
  widgetChannel,
];

/** Where WhatsApp is an emulator its numbers may be recordings as well. */
export const emulatedChannelManifests: readonly ChannelManifest[] = channelManifests.map((manifest) =>
  manifest === whatsAppChannel ? emulatedWhatsAppChannel : manifest,
);

/** One transport per kind; it serves all tenants' channels of that kind. */
export const createTransports = (resources: ChannelResources): ReadonlyMap<ChannelKind, Transport> =>
  new Map(channelManifests.map((manifest) => [manifest.kind, manifest.create(resources)]));
