import type { ApplyReceipts } from '#application/delivery/apply-receipts';
import type { Receipt } from '#application/ports/message-store';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { ReceiveMessage } from '#application/turns/receive-message';
import type { Channel } from '#domain/channel/channel';
import type { InboundMessage } from '#domain/channel/inbound-message';

/** What one phone number's part of a webhook holds, already normalised by the adapter. */
export type WebhookBatch = {
  readonly phoneNumberId: string;
  readonly inbound: readonly Omit<InboundMessage, 'channelId'>[];
  readonly receipts: readonly Omit<Receipt, 'channelId'>[];
  /** Elements that were no message and no status of ours. */
  readonly ignored: number;
};

export type WebhookReport = {
  readonly stored: number;
  readonly duplicates: number;
  readonly unknownNumbers: number;
  readonly receipts: number;
};

type Dependencies = {
  readonly store: Store;
  readonly receiveMessage: ReceiveMessage;
  readonly applyReceipts: ApplyReceipts;
  readonly telemetry: Telemetry;
};

/**
 * Stores everything a webhook brought, each part for its own tenant. Resolves when all of it is on disk. A number nobody
 * has registered is counted and left: refusing it would make the provider repeat it for days.
 */
export class ReceiveCloudApiWebhook {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ batches }: { batches: readonly WebhookBatch[] }): Promise<WebhookReport> {
    const reports = await Promise.all(batches.map((batch) => this.#batch(batch)));
    const sum = (field: keyof WebhookReport): number => reports.reduce((total, report) => total + report[field], 0);
    return {
      stored: sum('stored'),
      duplicates: sum('duplicates'),
      unknownNumbers: sum('unknownNumbers'),
      receipts: sum('receipts'),
    };
  }

  async #batch(batch: WebhookBatch): Promise<WebhookReport> {
    const { store, telemetry } = this.#deps;
    const channel = await store.platform.findChannelByKey('cloud-api', batch.phoneNumberId);
    if (channel === null) {
      telemetry.warn('webhook.unknown_number', { phoneNumberId: batch.phoneNumberId });
      return { stored: 0, duplicates: 0, unknownNumbers: 1, receipts: 0 };
    }
    const [received, receipts] = await Promise.all([this.#receive(channel, batch), this.#receipts(channel, batch)]);
    return { ...received, receipts, unknownNumbers: 0 };
  }

  async #receive(channel: Channel, { inbound }: WebhookBatch): Promise<{ stored: number; duplicates: number }> {
    // In the order they came: started in order, they are stored in order.
    const outcomes = await Promise.all(
      inbound.map((message) =>
        this.#deps.receiveMessage.execute({
          tenantId: channel.tenantId,
          message: { ...message, channelId: channel.id },
        }),
      ),
    );
    const stored = outcomes.filter((outcome) => outcome.kind === 'stored').length;
    return { stored, duplicates: outcomes.length - stored };
  }

  #receipts({ id: channelId, tenantId }: Channel, { receipts }: WebhookBatch): Promise<number> {
    return this.#deps.applyReceipts.execute({
      tenantId,
      receipts: receipts.map((receipt) => ({ ...receipt, channelId })),
    });
  }
}
