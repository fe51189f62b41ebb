import type { UseCases } from '#adapters/http/use-cases';

export type WebhookBatches = Parameters<UseCases['receiveCloudApiWebhook']['execute']>[0]['batches'];

/** What the Cloud API channel knows about Meta's webhook; handed in, because adapter families are strangers. */
export type CloudApiWebhook = {
  /** The text to echo, or `null` if the verify token is not ours. */
  challenge(query: Readonly<Record<string, unknown>>): string | null;
  /** Is the `X-Hub-Signature-256` header that of these bytes? `false` as well while no app secret is configured. */
  isSigned(bytes: Buffer, signature: string | readonly string[] | undefined): boolean;
  /** Reads every entry, change, message and status of a body that came now. @throws a DomainError: no JSON object */
  read(bytes: Buffer): WebhookBatches;
};
