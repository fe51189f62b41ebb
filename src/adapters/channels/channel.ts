import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import type { Clock } from '#application/ports/clock';
import type { Telemetry } from '#application/ports/telemetry';
import type { Transport } from '#application/ports/transport';
import type { PacedSender } from '#application/whatsapp/paced-sender';
import type { ChannelKind } from '#domain/channel/channel';

/** What a channel may use. Made, and closed, by whoever composes the process. */
export type ChannelResources = {
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** The connections to providers, shared by all tenants: `keepAliveDispatcher()`, or a test's own. */
  readonly dispatcher: Dispatcher;
  /** Where a provider's API is, if not at its public address: an emulator, a proxy. */
  readonly baseUrls: Readonly<Partial<Record<ChannelKind, string>>>;
  /** What sends over the linked numbers. */
  readonly whatsApp: Pick<PacedSender, 'send' | 'showRead'>;
};

/** All the rest of the system knows of a channel; its settings form is drawn from the schemas. */
export type ChannelManifest = {
  readonly kind: ChannelKind;
  readonly title: string;
  /**
   * `Channel.externalKey`: how the provider names it. `own`: a person adds it and we name it. `null`: we add it and name it,
   * nobody does by hand.
   */
  readonly externalKey: z.ZodType<string> | 'own' | null;
  /** `Channel.settings`. Fields marked `secret` in their meta are written and never shown. */
  readonly settings: z.ZodType<Readonly<Record<string, string>>>;
  create(resources: ChannelResources): Transport;
};
