import type { Clock } from '#application/ports/clock';
import type { TurnLease } from '#application/ports/conversation-store';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { Note, Telemetry } from '#application/ports/telemetry';
import type { TenantStore } from '#application/ports/tenant-store';
import type { ReceiptLinks } from '#application/receipts/receipt-links';
import type { Switches } from '#application/tenancy/switches';
import type { ApplyTurn } from '#application/turns/apply-turn';
import { composeTurn } from '#application/turns/compose-turn';
import { poisonedThought, silentThought, thoughtWithoutAssistant } from '#application/turns/fixed-thoughts';
import { readSituation } from '#application/turns/read-situation';
import { type ShapedAnswer, shapeAnswer } from '#application/turns/shape-answer';
import type { Think, Thought } from '#application/turns/think';
import type { LabelAnswers } from '#application/understanding/label-answers';
import type { Understandings } from '#application/understanding/understandings';
import { whileHeld } from '#application/while-held';
import type { Conversation } from '#domain/conversation/conversation';
import type { SilenceReason, Turn } from '#domain/conversation/turn';
import type { ConversationId, TenantId } from '#domain/shared/ids';
import type { Tenant } from '#domain/tenancy/tenant';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly switches: Switches;
  readonly think: Think;
  readonly applyTurn: ApplyTurn;
  readonly telemetry: Telemetry;
  readonly receipts: ReceiptLinks;
  readonly labels: Pick<LabelAnswers, 'tapped' | 'thanked'>;
  readonly understandings: Pick<Understandings, 'noteTraffic'>;
  /** Names this process in leases; unique per start. */
  readonly owner: string;
};

/** What came of it, in numbers. */
const factsOf = ({ id, outcome, usage, trace: { provider } }: Turn) => ({ turnId: id, outcome, provider, ...usage });

type Facts = Omit<Turn['trace'], 'provider' | 'proposal' | 'evidence'> & { readonly holdMs?: number };

/** Short, so that another process soon has what a dead one held; renewed for as long as a slow model thinks. */
const leaseMs = 6_000;
const renewEveryMs = 2_000;
const mostFailures = 3;
const mostRestarts = 5;

const courtesies: ReadonlySet<string> = new Set(['greet', 'thanks', 'goodbye']);
const isThanks = (acts: readonly string[] = []): boolean =>
  acts.includes('thanks') && acts.every((act) => courtesies.has(act));

/** Decides what to do about the unanswered messages of one conversation, once. */
export class TakeTurn {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ tenantId, conversationId }: { tenantId: TenantId; conversationId: ConversationId }): Promise<void> {
    const { store, owner, telemetry, clock } = this.#deps;
    const tenantStore = store.tenant(tenantId);
    const { conversations } = tenantStore;
    const lease = await conversations.claimTurn(conversationId, owner, leaseMs);
    if (lease === null) return;
    const hold = (): Promise<unknown> => this.#renew(tenantStore, lease);
    const take = (note: Note): Promise<void> =>
      whileHeld({ clock, everyMs: renewEveryMs, hold }, () => this.#take(tenantStore, lease, note));
    try {
      await telemetry.span('turn', { tenantId, conversationId }, take);
    } catch (error) {
      telemetry.error('turn.failed', error, { tenantId, conversationId });
      await this.#setAside(tenantStore, lease);
    }
  }

  /** One that fails is tried again: the lease may be ours for longer than the store is away. */
  async #renew({ tenantId, conversations }: TenantStore, { conversation, fence }: TurnLease): Promise<void> {
    const { id: conversationId } = conversation.state;
    await conversations.renewTurn(conversationId, fence, leaseMs).catch((error: unknown) => {
      this.#deps.telemetry.error('turn.lease_not_renewed', error, { tenantId, conversationId });
    });
  }

  async #take(store: TenantStore, { conversation, fence }: TurnLease, note: Note): Promise<void> {
    note({ outcome: 'put_off' });
    const tenant = await this.#deps.switches.tenant(store.tenantId);
    if (tenant === null || !tenant.isActive || !conversation.hasUnanswered)
      return store.conversations.releaseTurn(conversation.state.id, fence, null);
    // With a settle time, a customer who goes on writing is waited for; without one the turn starts again at once.
    const most = tenant.state.assistant.settleMs > 0 ? 0 : mostRestarts;
    let current: Conversation | null = conversation;
    for (let restarts = 0; restarts <= most && current?.assistantMayAct; restarts += 1) {
      const turn = await this.#decide(store, tenant, current, restarts);
      const written = await store.turns.write(turn, fence);
      if (written === 'written') {
        note(factsOf(turn));
        await this.#apply(turn, current);
        return this.#learn(turn, current);
      }
      if (written === 'lost_lease') return;
      current = await store.conversations.find(conversation.state.id);
    }
    await store.conversations.releaseTurn(conversation.state.id, fence, this.#dueAgainMs(tenant, current));
  }

  /** `moved`: the customer is still writing, so the settle time runs again; nothing is due when a person has stepped in. */
  #dueAgainMs(tenant: Tenant, conversation: Conversation | null): number | null {
    return conversation?.assistantMayAct && conversation.hasUnanswered ? tenant.state.assistant.settleMs : null;
  }

  async #decide(store: TenantStore, tenant: Tenant, conversation: Conversation, restarts: number): Promise<Turn> {
    const { clock, ids, think, telemetry } = this.#deps;
    const startedAt = clock.now();
    const situation = await readSituation(store, tenant, conversation);
    const silence = this.#gate(
      tenant,
      situation.unanswered.every((message) => message.content.type === 'reaction'),
    );
    const thought =
      silence === null
        ? await think.about(situation)
        : (thoughtWithoutAssistant(silence, situation.input) ?? silentThought(silence, situation.input));
    const decidedAt = clock.now();
    telemetry.step('turn.thought', { tenantId: store.tenantId, conversationId: conversation.state.id });
    const shaped = shapeAnswer(thought, situation, this.#deps.receipts);
    return this.#compose(ids.turn(), conversation, { ...thought, ...shaped }, decidedAt, {
      ...shaped.trace,
      inboundSeqs: situation.unanswered.map((message) => message.seq),
      catalogueVersion: situation.input.catalogue.version,
      latencyMs: decidedAt.getTime() - startedAt.getTime(),
      restarts,
      holdMs: tenant.state.assistant.undoMs,
    });
  }

  #gate(tenant: Tenant, onlyReactions: boolean): SilenceReason | null {
    if (this.#deps.switches.isKilled(tenant.state.id)) return 'kill_switch';
    if (!tenant.state.assistant.enabled) return 'assistant_off';
    return onlyReactions ? 'nothing_to_answer' : null;
  }

  #compose(
    id: Turn['id'],
    conversation: Conversation,
    thought: Thought & Pick<Partial<ShapedAnswer>, 'heldDialogue'>,
    decidedAt: Date,
    { holdMs = 0, ...facts }: Facts,
  ): Turn {
    const { decision, usage, provider, proposal, evidence, suggested, heldDialogue = null } = thought;
    const trace = { provider, proposal, evidence, ...facts };
    return composeTurn({ id, conversation, decision, usage, trace, decidedAt, suggested, heldDialogue, holdMs });
  }

  async #apply(turn: Turn, conversation: Conversation): Promise<void> {
    const { telemetry, applyTurn } = this.#deps;
    const { tenantId, id: turnId } = turn;
    telemetry.step('turn.decided', { tenantId, turnId });
    // The decision is on disk: whatever goes wrong from here is finished by the sweeper, never decided anew.
    await applyTurn.applyNow(turn, conversation).catch((error: unknown) => {
      telemetry.error('turn.apply_failed', error, { tenantId, turnId });
    });
  }

  /** What the customer's own deed says about the answer before, and how many questions there are no answers to. */
  async #learn({ id, tenantId, conversationId, trace }: Turn, before: Conversation): Promise<void> {
    const { labels, understandings } = this.#deps;
    if (typeof trace.reading?.none === 'number') understandings.noteTraffic(tenantId, trace.reading.none);
    if (typeof trace.picked === 'string') await labels.tapped(tenantId, conversationId, id, trace.picked);
    else if (isThanks(trace.acts) && before.counters.answeredSeq > 0)
      await labels.thanked(tenantId, conversationId, id);
  }

  /** Three failures in a row: a person is called, and the message that breaks the assistant is answered by nobody else. */
  async #setAside(store: TenantStore, { conversation, fence }: TurnLease): Promise<void> {
    const { clock, ids, telemetry } = this.#deps;
    const failures = await store.conversations.countTurnFailure(conversation.state.id, fence);
    if (failures < mostFailures)
      return store.conversations.releaseTurn(conversation.state.id, fence, 250 * 4 ** failures);
    const current = await store.conversations.find(conversation.state.id);
    if (current === null) return;
    telemetry.warn('turn.poisoned', { tenantId: store.tenantId, conversationId: current.state.id });
    const thought = poisonedThought(current.state.dialogue);
    const facts = { inboundSeqs: [], catalogueVersion: 0, latencyMs: 0, restarts: 0 };
    const turn = this.#compose(ids.turn(), current, thought, clock.now(), facts);
    if ((await store.turns.write(turn, fence)) === 'written') await this.#apply(turn, current);
  }
}
