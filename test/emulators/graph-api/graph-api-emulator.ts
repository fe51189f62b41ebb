import type { AddressInfo } from 'node:net';
import { handleControl } from './control.js';
import { Faults } from './faults.js';
import { GraphServer } from './graph-server.js';
import type { HeldMedia, MediaShelf } from './media-shelf.js';
import { SendLog } from './send-log.js';
import { StatusReporter } from './status-reporter.js';
import type {
  Counters,
  DeliveryOptions,
  DeliveryOutcome,
  EmulatorOptions,
  Fault,
  NumberOptions,
  RecordedSend,
  RecordedTyping,
  StatusStep,
} from './types.js';
import { type CustomerMessage, inboundChange, type WebhookChange, webhookBody } from './webhook-payload.js';
import { WebhookSender } from './webhook-sender.js';

/** Meta's Cloud API on loopback. Everything a test or a rig may ask of it. */
export class GraphApiEmulator {
  readonly appSecret: string;
  readonly #numbers: Map<string, NumberOptions>;
  readonly #faults: Faults;
  readonly #log: SendLog;
  readonly #sender: WebhookSender;
  /** Connections of their own: what Meta reports of a send does not wait behind what customers write. */
  readonly #reports: WebhookSender;
  readonly #reporter: StatusReporter;
  readonly #graph: GraphServer;
  #origin = '';

  constructor(options: EmulatorOptions) {
    this.appSecret = options.appSecret ?? 'emulated-app-secret';
    this.#numbers = new Map(Object.entries(options.numbers ?? {}));
    this.#faults = new Faults(options.faultFor);
    this.#log = new SendLog(options.keep ?? 'all');
    const { retry = {}, webhookConnections: connections = 32 } = options;
    this.#sender = new WebhookSender({ appSecret: this.appSecret, retry, connections });
    this.#reports = new WebhookSender({ appSecret: this.appSecret, retry, connections });
    this.#reporter = new StatusReporter(
      this.#reports,
      options.statuses ?? [],
      options.batchMs ?? 0,
      options.keep !== 'counters',
    );
    this.#graph = new GraphServer({
      numbers: this.#numbers,
      openToAll: options.openToAll ?? false,
      faults: this.#faults,
      log: this.#log,
      latencyMs: options.latencyMs ?? 0,
      taken: (send) => this.#reporter.report(send),
      control: (request, body, response) => handleControl(this, request, body, response),
    });
    if (options.onSend !== undefined) this.#log.onSend(options.onSend);
    if (options.webhookUrl !== undefined) this.setWebhook(options.webhookUrl);
  }

  /** `http://127.0.0.1:<port>`; the product's base URL is `baseUrl`. */
  get url(): string {
    return this.#origin;
  }
  get baseUrl(): string {
    return `${this.#origin}/v23.0`;
  }
  /** Oldest first; empty with `keep: 'counters'`. */
  get sends(): readonly RecordedSend[] {
    return this.#log.sends;
  }
  get typings(): readonly RecordedTyping[] {
    return this.#log.typings;
  }
  get counters(): Counters {
    const sum = (field: 'posted' | 'acknowledged' | 'failed' | 'abandoned' | 'pending'): number =>
      this.#sender[field] + this.#reports[field];
    return {
      requests: this.#graph.requests,
      accepted: this.#log.accepted,
      refused: this.#graph.refused,
      faults: this.#graph.faulted,
      typing: this.#log.typing,
      webhooks: {
        posted: sum('posted'),
        acknowledged: sum('acknowledged'),
        failed: sum('failed'),
        abandoned: sum('abandoned'),
      },
      pending: sum('pending'),
    };
  }
  /** When the product acknowledged the first word of this message; `null`: it has not, or nothing is kept. */
  heardAt(wamid: string): number | null {
    return this.#reporter.heardAt(wamid);
  }
  get #senders(): readonly WebhookSender[] {
    return [this.#sender, this.#reports];
  }

  sendsTo(customer: string): readonly RecordedSend[] {
    return this.#log.sendsTo(customer);
  }
  /** Called for each message taken; the returned function ends it. */
  onSend(listener: (send: RecordedSend) => void): () => void {
    return this.#log.onSend(listener);
  }
  /** Resolves with the first message taken, past or coming, that meets the condition. */
  untilSend(meets: (send: RecordedSend) => boolean): Promise<RecordedSend> {
    return this.#log.until(meets);
  }

  /** What a customer attached, by the media id a webhook names. */
  holdMedia(id: string, media: HeldMedia): void {
    this.#graph.media.hold(id, media);
  }
  get mediaAsked(): MediaShelf['asked'] {
    return this.#graph.media.asked;
  }

  registerNumber(phoneNumberId: string, options: NumberOptions): void {
    this.#numbers.set(phoneNumberId, options);
  }
  setWebhook(url: string | null): void {
    for (const sender of this.#senders) sender.setTarget(url);
  }
  setStatuses(plan: readonly StatusStep[] | ((send: RecordedSend) => readonly StatusStep[])): void {
    this.#reporter.plan = plan;
  }
  fail(fault: Fault): void {
    this.#faults.add(fault);
  }
  clearFaults(): void {
    this.#faults.clear();
  }

  newWamid(): string {
    return this.#graph.newWamid();
  }
  /** A customer writes: one webhook with one message. `delivered` resolves when the product acknowledged it. */
  customerWrites(
    message: CustomerMessage,
    delivery?: DeliveryOptions,
  ): { id: string; delivered: Promise<DeliveryOutcome> } {
    const id = message.id ?? this.newWamid();
    const change = inboundChange(message.phoneNumberId, [{ ...message, id }]);
    return { id, delivered: this.deliver([[change]], delivery) };
  }
  /** One POST: a list of entries, each a list of changes, of any numbers. */
  deliver(entries: readonly (readonly WebhookChange[])[], delivery?: DeliveryOptions): Promise<DeliveryOutcome> {
    return this.#sender.deliver(webhookBody(...entries), delivery);
  }
  /** These very bytes, signed unless told otherwise. */
  deliverRaw(body: Buffer, delivery?: DeliveryOptions): Promise<DeliveryOutcome> {
    return this.#sender.deliver(body, delivery);
  }

  /** Resolves when no status is planned and no webhook is on its way or waits for another try. */
  async idle(): Promise<void> {
    do {
      await this.#reporter.drained();
      for (const sender of this.#senders) await sender.idle();
    } while (this.#reporter.planned > 0 || this.#senders.some(({ pending }) => pending > 0));
  }

  async listen(port: number, host: string): Promise<void> {
    const { server } = this.#graph;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    this.#origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  }

  /** Cuts every connection; what was on its way is lost. */
  async close(): Promise<void> {
    this.#reporter.close();
    const { server } = this.#graph;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await Promise.all([closed, ...this.#senders.map((sender) => sender.close())]);
  }
}

export const startGraphApiEmulator = async (options: EmulatorOptions = {}): Promise<GraphApiEmulator> => {
  const emulator = new GraphApiEmulator(options);
  await emulator.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  return emulator;
};
