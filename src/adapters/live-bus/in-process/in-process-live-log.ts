import type { LiveBus, LiveNotice, ProcessNotice, ScreenNotice } from '#application/ports/live-bus';
import type { LiveEvent, LiveLog, LiveReplay } from '#application/ports/live-log';
import type { TenantId } from '#domain/shared/ids';

const forProcesses: ReadonlySet<string> = new Set<ProcessNotice['kind']>([
  'visit',
  'model_health',
  'channel_wish',
  'held_delivery',
]);
const isForProcesses = (notice: LiveNotice): notice is ProcessNotice => forProcesses.has(notice.kind);

/** One tenant's events. Its name is random, so that an id of another life of it, or of another process, is told apart. */
type Ring = {
  name: string;
  /** The number of the newest event; the events kept are the ones up to it, without a gap. */
  last: number;
  readonly events: LiveEvent[];
  readonly listeners: Set<(event: LiveEvent) => void>;
};

type Options = {
  readonly bus: LiveBus;
  /** A new random name. */
  readonly name: () => string;
  /** How many events are kept of a tenant, and of how many tenants nobody listens to right now. */
  readonly events?: number;
  readonly tenants?: number;
};

/**
 * Keeps the last events of the tenants whose screens asked for them, in memory. What nobody ever watched is not kept, so a
 * notice costs one look-up. One subscription to the bus serves every listener.
 */
export class InProcessLiveLog implements LiveLog {
  readonly #name: () => string;
  readonly #mostEvents: number;
  readonly #mostTenants: number;
  /** The one asked for last is at the end. */
  readonly #rings = new Map<TenantId | null, Ring>();

  constructor({ bus, name, events = 1_000, tenants = 5_000 }: Options) {
    this.#name = name;
    this.#mostEvents = events;
    this.#mostTenants = tenants;
    bus.subscribe((notice) => this.#heard(notice));
  }

  since(tenantId: TenantId | null, lastId: string | null): LiveReplay {
    const ring = this.#ringOf(tenantId);
    if (lastId === null) return { kind: 'events', events: [] };
    const [, name, digits] = /^([\w-]+)-(\d{1,15})$/.exec(lastId) ?? [];
    const missed = name === ring.name ? ring.last - Number(digits) : -1;
    if (missed < 0 || missed > ring.events.length) return { kind: 'reset' };
    return { kind: 'events', events: missed === 0 ? [] : ring.events.slice(-missed) };
  }

  position(tenantId: TenantId | null): string {
    const { name, last } = this.#ringOf(tenantId);
    return `${name}-${last}`;
  }

  subscribe(tenantId: TenantId | null, listener: (event: LiveEvent) => void): () => void {
    const { listeners } = this.#ringOf(tenantId);
    // Wrapped, so that the same function given twice is two listeners.
    const own = (event: LiveEvent): void => listener(event);
    listeners.add(own);
    return () => listeners.delete(own);
  }

  #heard(notice: LiveNotice): void {
    if (isForProcesses(notice)) return;
    if (notice.kind === 'missed') {
      this.#beginAnew(notice);
      return;
    }
    if (notice.kind === 'switches') this.#tell(this.#rings.get(null), notice);
    // The platform's own switch concerns every tenant, and is thrown a few times a year.
    if (notice.tenantId === null) {
      for (const [tenantId, ring] of this.#rings) if (tenantId !== null) this.#tell(ring, notice);
    } else this.#tell(this.#rings.get(notice.tenantId), notice);
  }

  /** There is a gap in every log: what was given out before is of another life, and whoever listens now is told so. */
  #beginAnew(notice: ScreenNotice): void {
    for (const ring of this.#rings.values()) {
      ring.name = this.#name();
      ring.last = 0;
      ring.events.length = 0;
      const event = { id: `${ring.name}-0`, notice };
      for (const listener of ring.listeners) listener(event);
    }
  }

  #tell(ring: Ring | undefined, notice: ScreenNotice): void {
    if (ring === undefined) return;
    if (notice.kind !== 'typing') ring.last += 1;
    const event = { id: `${ring.name}-${ring.last}`, notice };
    if (notice.kind !== 'typing') {
      ring.events.push(event);
      if (ring.events.length > this.#mostEvents) ring.events.shift();
    }
    for (const listener of ring.listeners) listener(event);
  }

  #ringOf(tenantId: TenantId | null): Ring {
    const known = this.#rings.get(tenantId);
    const ring = known ?? { name: this.#name(), last: 0, events: [], listeners: new Set() };
    this.#rings.delete(tenantId);
    this.#rings.set(tenantId, ring);
    if (known === undefined) this.#forgetOldest();
    return ring;
  }

  /** Never one that is listened to, nor the one just made. */
  #forgetOldest(): void {
    if (this.#rings.size <= this.#mostTenants) return;
    const newest = [...this.#rings.keys()].at(-1);
    for (const [tenantId, { listeners }] of this.#rings) {
      if (this.#rings.size <= this.#mostTenants) return;
      if (listeners.size === 0 && tenantId !== newest) this.#rings.delete(tenantId);
    }
  }
}
