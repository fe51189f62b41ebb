import { z } from 'zod';
import type { RedisLink } from '#adapters/shared/redis/redis-link';
import type { Presence, Present } from '#application/ports/presence';
import { ConversationId, TenantId, UserId } from '#domain/shared/ids';

type Dependencies = {
  /** What this process knows, and answers from. */
  readonly local: Presence;
  readonly link: Pick<RedisLink, 'say' | 'listen'>;
  /** This process's, unique per start. */
  readonly name: string;
};

const topic = 'presence';
const text = z.string().min(1).max(200);
const base = { from: text, conversationId: text.transform(ConversationId), userId: text.transform(UserId) };
const sign = z.discriminatedUnion('sign', [
  z.strictObject({ ...base, sign: z.literal('here'), name: z.string().max(200), doing: z.enum(['viewing', 'typing']) }),
  z.strictObject({ ...base, sign: z.literal('left') }),
]);

const signIn = (raw: string): z.output<typeof sign> | null => {
  try {
    return sign.parse(JSON.parse(raw));
  } catch {
    return null;
  }
};

/**
 * Each process knows who is at what in all of them: signs are passed on as they come, over the same connection as the notices
 * about them, so that who hears of a change finds it made. A sign lost on the way is repeated by its screen, or runs out.
 */
export class RedisPresence implements Presence {
  readonly #deps: Dependencies;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  start(): void {
    this.#deps.link.listen(topic, (tenant, raw) => this.#hear(TenantId(tenant), raw));
  }

  show(tenantId: TenantId, conversationId: ConversationId, person: Present): void {
    this.#deps.local.show(tenantId, conversationId, person);
    this.#say(tenantId, { sign: 'here', conversationId, ...person });
  }

  leave(tenantId: TenantId, conversationId: ConversationId, userId: UserId): void {
    this.#deps.local.leave(tenantId, conversationId, userId);
    this.#say(tenantId, { sign: 'left', conversationId, userId });
  }

  list(tenantId: TenantId, conversationId: ConversationId): readonly Present[] {
    return this.#deps.local.list(tenantId, conversationId);
  }

  #say(tenantId: TenantId, said: object): void {
    const { link, name } = this.#deps;
    link.say(tenantId, topic, JSON.stringify({ from: name, ...said }));
  }

  #hear(tenantId: TenantId, raw: string): void {
    const { local, name } = this.#deps;
    const heard = signIn(raw);
    if (heard === null || heard.from === name) return;
    const { conversationId, userId } = heard;
    if (heard.sign === 'left') local.leave(tenantId, conversationId, userId);
    else local.show(tenantId, conversationId, { userId, name: heard.name, doing: heard.doing });
  }
}
