import { z } from 'zod';
import type { ChannelManifest } from '#adapters/channels/channel';
import { WidgetTransport } from '#adapters/channels/widget/widget-transport';

/** The chat on the business's own site. The first visitor's first message makes it. */
export const widgetChannel: ChannelManifest = {
  kind: 'widget',
  title: 'Website chat',
  externalKey: null,
  settings: z.strictObject({}),
  create: () => new WidgetTransport(),
};
