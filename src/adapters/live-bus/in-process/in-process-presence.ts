import type { Clock } from '#application/ports/clock';
import type { Presence, Present } from '#application/ports/presence';
import type { ConversationId, TenantId, UserId } from '#domain/shared/ids';

const ttlMs = 30_000;

type Sign = { readonly person: Present; readonly until: number };

/** Remembers in this process who looks at what. */
export class InProcessPresence implements Presence {
  readonly #clock: Pick<Clock, 'now'>;
  /** By tenant and conversation; the one with the newest sign is at the end. */
  readonly #rooms = new Map<string, Map<UserId, Sign>>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  show(tenantId: TenantId, conversationId: ConversationId, person: Present): void {
    const now = this.#clock.now().getTime();
    const key = this.#keyOf(tenantId, conversationId);
    const room = this.#rooms.get(key) ?? new Map<UserId, Sign>();
    room.set(person.userId, { person, until: now + ttlMs });
    this.#rooms.delete(key);
    this.#rooms.set(key, room);
    this.#forget(now);
  }

  leave(tenantId: TenantId, conversationId: ConversationId, userId: UserId): void {
    const key = this.#keyOf(tenantId, conversationId);
    const room = this.#rooms.get(key);
    room?.delete(userId);
    if (room?.size === 0) this.#rooms.delete(key);
  }

  list(tenantId: TenantId, conversationId: ConversationId): readonly Present[] {
    const now = this.#clock.now().getTime();
    const room = this.#rooms.get(this.#keyOf(tenantId, conversationId));
    return [...(room?.values() ?? [])].filter(({ until }) => until > now).map(({ person }) => person);
  }

  #keyOf(tenantId: TenantId, conversationId: ConversationId): string {
    return `${tenantId}:${conversationId}`;
  }

  /** From the oldest on, up to the first room in which there still is somebody. */
  #forget(now: number): void {
    for (const [key, room] of this.#rooms) {
      if ([...room.values()].some(({ until }) => until > now)) return;
      this.#rooms.delete(key);
    }
  }
}
