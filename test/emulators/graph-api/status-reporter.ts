import type { RecordedSend, StatusStep } from './types.js';
import { statusChange, statusOf, webhookBody } from './webhook-payload.js';
import type { WebhookSender } from './webhook-sender.js';

type Plan = readonly StatusStep[] | ((send: RecordedSend) => readonly StatusStep[]);
type Json = Readonly<Record<string, unknown>>;

/** Meta allows a thousand updates in one POST. */
const fullestBatch = 1_000;

/** Reports what became of each send, one POST each or many together. */
export class StatusReporter {
  plan: Plan;
  readonly #sender: WebhookSender;
  readonly #batchMs: number;
  readonly #keep: boolean;
  readonly #timers = new Set<NodeJS.Timeout>();
  #batch = new Map<string, Json[]>();
  #batched = 0;
  /** Reports planned and not yet handed to the sender. */
  planned = 0;
  /** By the message, when somebody acknowledged the first word of it; of those that travel alone. */
  readonly #heardAt = new Map<string, number>();
  #waiters: (() => void)[] = [];

  constructor(sender: WebhookSender, plan: Plan, batchMs: number, keep: boolean) {
    this.#sender = sender;
    this.#keep = keep;
    this.plan = plan;
    this.#batchMs = batchMs;
  }

  report(send: RecordedSend): void {
    const steps = typeof this.plan === 'function' ? this.plan(send) : this.plan;
    for (const step of steps) {
      for (let n = step.times ?? 1; n > 0; n -= 1) this.#after(step.afterMs, () => this.#emit(send, step));
    }
  }

  /** When somebody acknowledged the first word of this message, in epoch milliseconds; `null`: nobody has. */
  heardAt(wamid: string): number | null {
    return this.#heardAt.get(wamid) ?? null;
  }

  /** Resolves when every planned report was handed to the sender. */
  drained(): Promise<void> {
    return this.planned === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiters.push(resolve));
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #emit(send: RecordedSend, step: StatusStep): void {
    const status = statusOf(send, step);
    if (this.#batchMs === 0) {
      void this.#sender.deliver(webhookBody([statusChange(send.phoneNumberId, [status])])).then(() => this.#hear(send));
      return;
    }
    if (this.#batched === 0) this.#after(this.#batchMs, () => this.#flush());
    const own = this.#batch.get(send.phoneNumberId);
    if (own === undefined) this.#batch.set(send.phoneNumberId, [status]);
    else own.push(status);
    this.#batched += 1;
    if (this.#batched >= fullestBatch) this.#flush();
  }

  #hear({ wamid }: RecordedSend): void {
    if (this.#keep && !this.#heardAt.has(wamid)) this.#heardAt.set(wamid, Date.now());
  }

  #flush(): void {
    if (this.#batched === 0) return;
    const entries = [...this.#batch].map(([phoneNumberId, statuses]) => [statusChange(phoneNumberId, statuses)]);
    this.#batch = new Map();
    this.#batched = 0;
    void this.#sender.deliver(webhookBody(...entries));
  }

  #after(ms: number, run: () => void): void {
    this.planned += 1;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.planned -= 1;
      run();
      if (this.planned === 0) for (const waiter of this.#waiters.splice(0)) waiter();
    }, ms);
    this.#timers.add(timer);
  }
}
