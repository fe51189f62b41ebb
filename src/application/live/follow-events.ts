import { PersonRequired, type Principal } from '#application/identity/principal';
import { standingOf } from '#application/identity/standing';
import { mayHear } from '#application/live/may-hear';
import type { Clock } from '#application/ports/clock';
import type { ScreenNotice } from '#application/ports/live-bus';
import type { LiveEvent, LiveLog } from '#application/ports/live-log';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { Permission } from '#domain/identity/permission';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: LiveLog;
  readonly telemetry: Telemetry;
};

/** A screen that listens. `false`: it cannot keep up and is let go. */
export type Listener = {
  /** Where it stands: `isFresh` when it asked for nothing that was missed. */
  hello(position: string, isFresh: boolean): boolean;
  event(event: LiveEvent): boolean;
  /** What it missed is not known any more: it has to read everything again. */
  reset(position: string): boolean;
  /** It is over from our side. */
  end(): void;
};

type Person = Extract<Principal, { kind: 'user' }>;
type FollowEventsInput = { readonly by: Principal; readonly lastId: string | null; readonly listener: Listener };

const recheckMs = 20_000;
const mostPerPerson = 10;

/** After these a person's standing may have changed: it is looked at again at once. */
const concernsStanding = (notice: ScreenNotice): boolean =>
  notice.kind === 'switches' || notice.kind === 'missed' || (notice.kind === 'settings' && notice.area === 'team');

/** One open stream of one person. What it hears is what the person may read now, never what it asked for. */
class Stream {
  readonly #deps: Dependencies;
  readonly #by: Person;
  readonly #listener: Listener;
  readonly #onEnd: (stream: Stream) => void;
  #permissions: ReadonlySet<Permission>;
  #isOver = false;
  #unsubscribe = (): void => undefined;
  #callOff = (): void => undefined;

  constructor(deps: Dependencies, by: Person, listener: Listener, onEnd: (stream: Stream) => void) {
    this.#deps = deps;
    this.#by = by;
    this.#listener = listener;
    this.#onEnd = onEnd;
    this.#permissions = by.permissions;
  }

  /** Greeting, what was missed and the subscription happen at one go, so nothing falls between them. */
  open(lastId: string | null): void {
    const { log } = this.#deps;
    const { tenantId } = this.#by;
    const position = log.position(tenantId);
    const replay = log.since(tenantId, lastId);
    this.#keep(this.#listener.hello(position, lastId === null));
    if (replay.kind === 'reset') this.#keep(this.#listener.reset(position));
    else for (const event of replay.events) this.#pass(event);
    if (this.#isOver) return;
    this.#unsubscribe = log.subscribe(tenantId, (event) => {
      this.#pass(event);
      if (concernsStanding(event.notice)) void this.#recheck();
    });
    this.#wait();
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#unsubscribe();
    this.#callOff();
    this.#onEnd(this);
    this.#listener.end();
  }

  #pass(event: LiveEvent): void {
    if (this.#isOver) return;
    if (event.notice.kind === 'missed') this.#keep(this.#listener.reset(event.id));
    else if (mayHear(this.#permissions, event.notice)) this.#keep(this.#listener.event(event));
  }

  #keep(isHeard: boolean): void {
    if (!isHeard) this.end();
  }

  #wait(): void {
    this.#callOff();
    if (!this.#isOver) this.#callOff = this.#deps.clock.after(recheckMs, () => void this.#recheck());
  }

  /** A store that does not answer for a moment ends nobody's stream: nothing can be read from it then either. */
  async #recheck(): Promise<void> {
    try {
      const permissions = await this.#permissionsNow();
      if (permissions === null) return this.end();
      this.#permissions = permissions;
    } catch (error) {
      this.#deps.telemetry.error('live.recheck_failed', error, { tenantId: this.#by.tenantId });
    }
    this.#wait();
  }

  async #permissionsNow(): Promise<ReadonlySet<Permission> | null> {
    const { store, clock } = this.#deps;
    const { sessionId, actor, tenantId } = this.#by;
    const session = await store.platform.findSession(sessionId);
    if (session === null || session.revokedAt !== null || session.expiresAt <= clock.now()) return null;
    return (await standingOf(store, actor.userId, tenantId))?.permissions ?? null;
  }
}

/** Tells a signed-in person's screens what happens, as it happens (INB-1). */
export class FollowEvents {
  readonly #deps: Dependencies;
  /** By person and tenant, each in the order they were opened. */
  readonly #streams = new Map<string, Set<Stream>>();
  #isClosed = false;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Opens a stream; the returned function ends it. A person's oldest one makes room beyond ten. @throws {PersonRequired} */
  execute({ by, lastId, listener }: FollowEventsInput): () => void {
    if (by.kind !== 'user') throw new PersonRequired('only a signed-in person may do this', {});
    const { userId } = by.actor;
    const key = `${by.tenantId ?? 'platform'}:${userId}`;
    const own = this.#streams.get(key) ?? new Set();
    this.#streams.set(key, own);
    const stream = new Stream(this.#deps, by, listener, (ended) => {
      own.delete(ended);
      if (own.size === 0 && this.#streams.get(key) === own) this.#streams.delete(key);
    });
    own.add(stream);
    if (this.#isClosed) stream.end();
    else stream.open(lastId);
    for (const oldest of own) {
      if (own.size <= mostPerPerson) break;
      oldest.end();
    }
    return () => stream.end();
  }

  /** Ends every stream, and every one that still comes: the process stops, another one will answer. */
  close(): void {
    this.#isClosed = true;
    for (const own of [...this.#streams.values()]) for (const stream of [...own]) stream.end();
  }
}
