import { plainEmail } from '#application/identity/credentials';
import { permissionsOf } from '#application/identity/standing';
import type { RenderedLetter } from '#application/mail/letter';
import type { NewMail, Post } from '#application/mail/post';
import {
  type Begun,
  renderHandOverNotice,
  renderLeadNotice,
  renderOrderNotice,
  renderSessionNotice,
  type SessionTrouble,
} from '#application/mail/render-notices';
import type { Clock } from '#application/ports/clock';
import { type RateLimiter, TooManyRequests } from '#application/ports/rate-limiter';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Conversation, EscalationReason } from '#domain/conversation/conversation';
import type { Dialogue } from '#domain/conversation/dialogue';
import { readableText } from '#domain/conversation/message-content';
import type { RequestedOrder, Turn } from '#domain/conversation/turn';
import type { Permission } from '#domain/identity/permission';
import type { MailTopic, Member } from '#domain/identity/user';
import type { Form } from '#domain/leads/form';
import type { Lead } from '#domain/leads/lead';
import {
  type ChannelId,
  type ConversationId,
  derivedMailId,
  type LeadId,
  type MailId,
  type MessageId,
  type TenantId,
  type TurnId,
} from '#domain/shared/ids';
import type { Tenant } from '#domain/tenancy/tenant';

type Dependencies = {
  readonly store: Store;
  readonly post: Pick<Post, 'add'>;
  readonly secrets: Secrets;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** Where people reach the panel, without a slash at the end. */
  readonly publicUrl: string;
};

type Source = TurnId | LeadId | MessageId | ChannelId;
type Missed = { readonly conversationId: ConversationId; readonly messageId: MessageId };
type HandOver = Pick<Turn, 'tenantId' | 'conversationId' | 'dialogue'> & { readonly id: TurnId | MessageId };

type Cause = {
  readonly tenantId: TenantId;
  readonly source: Source;
  /** What the mail is about, so that its id is told from those of others with the same source. */
  readonly about: string;
  /** Addresses besides the members'. */
  readonly others: readonly string[];
  readonly isFor: (member: Member) => boolean;
  readonly permission: Permission;
};

const handOverEveryMs = 10 * 60_000;
/** More turns than people and an assistant take in ten minutes. */
const turnsLookedAt = 50;
/** The same trouble of the same number is told of once in so long. */
const troubleEveryMs = 60 * 60_000;
/** The customer's last message is among these, unless only others have spoken lately. */
const looksBack = 20;

/** What a member must be allowed to see to be told of it. */
const needs: Readonly<Record<MailTopic, Permission>> = {
  new_order: 'orders.read',
  hand_over: 'conversations.read',
  new_lead: 'leads.read',
};

/**
 * Tells a tenant's people by mail what waits for them (INB-2, WEB-9). Never throws: a notice is no reason to stop what it is
 * about. Every mail's id derives from its cause and its reader, so that telling twice is telling once.
 */
export class NotifyTeam {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Called before the turn is applied: a crash in between does not lose it. @param conversation as it is before the turn. */
  async aboutTurn(turn: Turn, conversation: Conversation): Promise<void> {
    const { order, escalation } = turn;
    if (order !== null) await this.#safely(turn.id, () => this.#aboutOrder(turn, order, conversation));
    if (escalation === null || !callsSomebody(turn, conversation)) return;
    await this.#safely(turn.id, () => this.#aboutHandOver(turn, escalation, conversation));
  }

  /** A message came too late to be answered by itself, and called a person. */
  async aboutMissed(tenantId: TenantId, { conversationId, messageId }: Missed): Promise<void> {
    await this.#safely(messageId, async () => {
      const conversation = await this.#deps.store.tenant(tenantId).conversations.find(conversationId);
      if (conversation === null) return;
      const { dialogue } = conversation.state;
      await this.#aboutHandOver({ tenantId, conversationId, dialogue, id: messageId }, 'while_away', conversation);
    });
  }

  /** @param form the form that was filled in; its own addresses are told as well. */
  async aboutLead(lead: Lead, form: Form | null): Promise<void> {
    const cause = causeOf('new_lead', lead.tenantId, lead.id, form?.notify);
    await this.#safely(lead.id, () => this.#tell(cause, (place) => renderLeadNotice(place, lead, form)));
  }

  /** A number's connection needs a person: whoever may manage channels is told, without having asked for it. */
  async aboutSession({ tenantId, ...trouble }: SessionTrouble & { readonly tenantId: TenantId }): Promise<void> {
    const { channelId } = trouble;
    if (!(await this.#isFirst(`${tenantId}:mail_session:${channelId}:${trouble.trouble}`, troubleEveryMs))) return;
    const about = `${trouble.trouble}:${this.#deps.clock.now().getTime()}`;
    const isFor = (): boolean => true;
    const cause = { tenantId, source: channelId, about, others: [], isFor, permission: 'channels.manage' } as const;
    await this.#safely(channelId, () => this.#tell(cause, (place) => renderSessionNotice(place, trouble)));
  }

  /** Once more when it fails, then it is written down and given up. */
  async #safely(source: Source, work: () => Promise<void>): Promise<void> {
    try {
      await work().catch(work);
    } catch (error) {
      this.#deps.telemetry.error('notice.failed', error, { source });
    }
  }

  async #aboutOrder(turn: Turn, order: RequestedOrder, conversation: Conversation): Promise<void> {
    const name = await this.#customerName(this.#deps.store.tenant(turn.tenantId), conversation);
    const cause = causeOf('new_order', turn.tenantId, turn.id);
    await this.#tell(cause, (place) => renderOrderNotice(place, order, name));
  }

  async #aboutHandOver(handOver: HandOver, reason: EscalationReason, conversation: Conversation): Promise<void> {
    const { tenantId, conversationId, id: source } = handOver;
    const scoped = this.#deps.store.tenant(tenantId);
    if (await this.#wasToldLately(handOver)) return;
    const [customerName, lastWords, begun] = await Promise.all([
      this.#customerName(scoped, conversation),
      lastWordsIn(scoped, conversation),
      begunForm(scoped, handOver.dialogue),
    ]);
    const facts = { conversationId, reason, customerName, lastWords, begun };
    await this.#tell(causeOf('hand_over', tenantId, source), (place) => renderHandOverNotice(place, facts));
  }

  /** By what is in the line of mails: it knows also after a restart. */
  async #wasToldLately({ id, tenantId, conversationId }: HandOver): Promise<boolean> {
    const { store, clock } = this.#deps;
    const scoped = store.tenant(tenantId);
    const since = clock.now().getTime() - handOverEveryMs;
    const { items } = await scoped.turns.page(conversationId, { after: null, limit: turnsLookedAt });
    const calls = items.filter(
      (each) => each.id !== id && each.escalation !== null && each.decidedAt.getTime() > since,
    );
    const tenant = calls.length === 0 ? null : await scoped.findTenant();
    if (tenant === null) return false;
    const readers = (await this.#membersFor(tenant, causeOf('hand_over', tenantId, id))).map(plainEmail);
    return store.platform.mails.hasAny(
      calls.flatMap((call) => readers.map((to) => this.#mailId(call.id, 'hand_over', to))),
    );
  }

  #mailId(source: Source, about: string, to: string): MailId {
    return derivedMailId(source, this.#deps.secrets.sha256(`${about}:${to}`).slice(0, 12));
  }

  async #isFirst(key: string, everyMs: number): Promise<boolean> {
    try {
      await this.#deps.limiter.take(key, 1, everyMs);
      return true;
    } catch (error) {
      if (error instanceof TooManyRequests) return false;
      throw error;
    }
  }

  async #customerName(scoped: TenantStore, { state }: Conversation): Promise<string | null> {
    return (await scoped.conversations.findCustomer(state.customerId))?.name ?? null;
  }

  async #tell(cause: Cause, render: (place: Parameters<typeof renderLeadNotice>[0]) => RenderedLetter): Promise<void> {
    const { store, post, clock, publicUrl } = this.#deps;
    const { tenantId, source, about, others } = cause;
    const tenant = await store.tenant(tenantId).findTenant();
    if (tenant === null || !tenant.isActive) return;
    const readers = new Set([...(await this.#membersFor(tenant, cause)), ...others].map(plainEmail));
    if (readers.size === 0) return;
    const { name, assistant } = tenant.state;
    const letter = render({ language: assistant.defaultLanguage, businessName: name, publicUrl });
    const createdAt = clock.now();
    const mails = [...readers].map((to): NewMail => {
      return { ...letter, id: this.#mailId(source, about, to), tenantId, to, createdAt };
    });
    await post.add(mails);
  }

  async #membersFor(tenant: Tenant, { isFor, permission }: Cause): Promise<readonly string[]> {
    const { store } = this.#deps;
    const tenantId = tenant.state.id;
    const members = await store.tenant(tenantId).team.listMembers();
    const wanting = members.filter((member) => member.active && isFor(member));
    const maySee = async ({ role }: Member) => (await permissionsOf(store, tenantId, role)).includes(permission);
    const allowed = await Promise.all(wanting.map(maySee));
    return wanting.filter((_member, index) => allowed[index] === true).map(({ email }) => email);
  }
}

/** Something members choose to be told of. */
const causeOf = (topic: MailTopic, tenantId: TenantId, source: Source, others: readonly string[] = []): Cause => ({
  tenantId,
  source,
  about: topic,
  others,
  isFor: ({ mailAbout }) => mailAbout.includes(topic),
  permission: needs[topic],
});

/** Does this turn call a person whom nobody has called yet? The rules are those of `Conversation.afterTurn`. */
const callsSomebody = (turn: Turn, { state }: Conversation): boolean =>
  turn.epoch === state.epoch && state.status === 'open' && state.mode === 'assistant';

/** What of a form was noted before a person was called. */
const begunForm = async ({ forms }: TenantStore, { form: draft = null }: Dialogue): Promise<Begun | null> =>
  draft === null ? null : { form: await forms.find(draft.form), values: draft.values };

/** What the customer wrote last, also when a reply of ours stands behind it. */
const lastWordsIn = async (scoped: TenantStore, { state, counters }: Conversation): Promise<string> => {
  const messages = await scoped.messages.since(state.id, Math.max(0, counters.lastSeq - looksBack), looksBack);
  return readableText(messages.findLast(({ direction }) => direction === 'in')?.content ?? { type: 'text', text: '' });
};
