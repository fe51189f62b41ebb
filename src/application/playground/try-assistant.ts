import { asLive } from '#application/assistants/as-live';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import {
  beginning,
  type RehearsalState,
  type Rehearsed,
  rehearsalChannel,
  rehearse,
} from '#application/playground/rehearsal';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Switches } from '#application/tenancy/switches';
import { callableFunctions, menusFor, situationOf } from '#application/turns/read-situation';
import type { Think, Thought } from '#application/turns/think';
import { type Outbound, textOf } from '#domain/assistant/outbound';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { cleanText } from '#domain/conversation/message-content';
import type { OrderLine } from '#domain/orders/order-request';
import {
  type AssistantVersionId,
  derivedOrderId,
  FaqId,
  type OrderId,
  SentenceId,
  ServiceId,
} from '#domain/shared/ids';
import { textIn } from '#domain/shared/language';
import type { Money } from '#domain/shared/money';
import { assistantFor, type LiveAssistant } from '#domain/studio/live-assistant';
import { Tenant } from '#domain/tenancy/tenant';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly limiter: RateLimiter;
  readonly switches: Switches;
  readonly think: Think;
};

type TryAssistantInput = Omit<Rehearsed, 'state'> & {
  readonly by: Principal;
  /** `null` begins anew. */
  readonly state: RehearsalState | null;
  /** A version to try, published or not; absent: who would answer now. */
  readonly versionId?: AssistantVersionId | null | undefined;
};

export type Evidence = { readonly id: string; readonly label: string; readonly score: number };

export type Rehearsal = {
  readonly thought: Thought;
  readonly replies: readonly { readonly text: string; readonly choices: Outbound['choices'] }[];
  readonly state: RehearsalState;
  readonly threshold: number;
  /** Who answered. */
  readonly assistant: Pick<LiveAssistant, 'id' | 'name' | 'versionId' | 'number'> | null;
  readonly acts: readonly string[];
  /** What it would have said had it been sure. */
  readonly suggested: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly order: { readonly lines: readonly OrderLine[]; readonly total: Money } | null;
  readonly latencyMs: number;
  /** Would a customer get this answer now? Not while the assistant is off or a kill switch is on. */
  readonly isLive: boolean;
};

const perMinute = 30;
const historyKept = 10;

const evidenceOf = (line: string, { services, faqs, knowledge }: CatalogueSnapshot): Evidence => {
  const [id = '', score = ''] = line.split(' ');
  const service = services.get(ServiceId(id));
  const passage = knowledge?.sentences.get(SentenceId(id))?.text;
  const label = service === undefined ? (faqs.get(FaqId(id))?.questions[0] ?? passage) : textIn(service.name, 'en');
  const number = Number(score);
  return { id, label: label ?? id, score: Number.isFinite(number) ? number : 0 };
};

const totalOf = (lines: readonly OrderLine[]): Money | null =>
  lines
    .map((line) => line.unitPrice.times(line.quantity))
    .reduce<Money | null>((sum, each) => sum?.plus(each) ?? each, null);

const modeAfter = ({ decision }: Thought, before: RehearsalState['mode']): RehearsalState['mode'] => {
  if (decision.escalation !== null) return 'waiting';
  return decision.withdrawsEscalation ? 'assistant' : before;
};

/**
 * An admin talks to the assistant as a customer would (AI-9). The same rules, model and decision as in a real turn, about a
 * conversation that is nowhere: nothing is stored, nothing is sent, no order is made. It also runs while the assistant is
 * switched off, since one tries it before one switches it on.
 */
export class TryAssistant {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {TooManyRequests} */
  async execute({ by, state: given, messages, choiceId, versionId = null }: TryAssistantInput): Promise<Rehearsal> {
    const { store, clock, limiter, switches, think } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    humanOf(by);
    await limiter.take(`${tenantId}:playground`, perMinute, 60_000);
    const tenantStore = store.tenant(tenantId);
    const tenant = found(await tenantStore.findTenant(), 'tenant');
    const { assistant } = tenant.state;
    const catalogue = await tenantStore.catalogue.snapshot();
    const startedAt = clock.now();
    const before = given ?? beginning;
    const rehearsed = { state: before, choiceId, messages: messages.map((text) => cleanText(text).text) };
    const switchedOn = new Tenant({ ...tenant.state, assistant: { ...assistant, enabled: true } });
    const parts = rehearse(switchedOn, catalogue, rehearsed, startedAt);
    const functions = await callableFunctions(tenantStore);
    const tried = await this.#tried(tenantStore, versionId, rehearsed);
    const menus = await menusFor(tenantStore, parts.conversation, parts.messages, tried);
    const situation = situationOf({ ...parts, menus, functions, assistant: tried });
    const thought = await think.about(situation);
    const { decision } = thought;
    const replies = decision.replies.map((reply) => ({ text: textOf(reply), choices: reply.choices }));
    const total = decision.order && totalOf(decision.order.lines);
    return {
      thought,
      replies,
      state: this.#stateAfter(rehearsed, thought, replies),
      threshold: situation.input.settings.confidenceThreshold,
      assistant: tried && { id: tried.id, name: tried.name, versionId: tried.versionId, number: tried.number },
      acts: thought.acts,
      suggested: thought.suggested.map(({ text }) => text),
      evidence: thought.evidence.map((line) => evidenceOf(line, catalogue)),
      order: decision.order && total && { lines: decision.order.lines, total },
      latencyMs: clock.now().getTime() - startedAt.getTime(),
      isLive: assistant.enabled && tenant.isActive && !switches.isKilled(tenantId),
    };
  }

  /** @throws {NotFound} no such version. */
  async #tried(
    store: TenantStore,
    versionId: AssistantVersionId | null,
    { messages, state }: Rehearsed,
  ): Promise<LiveAssistant | null> {
    if (versionId === null) {
      const asked = { channelId: rehearsalChannel, words: messages, before: state.dialogue.assistant ?? null };
      return assistantFor(await store.assistants.live(), asked);
    }
    const version = found(await store.assistants.findVersion(versionId), 'version');
    return asLive(found(await store.assistants.find(version.state.assistantId), 'assistant'), version);
  }

  #stateAfter({ state, messages }: Rehearsed, thought: Thought, replies: Rehearsal['replies']): RehearsalState {
    const { decision } = thought;
    const orderId: OrderId | null = decision.order && derivedOrderId(this.#deps.ids.turn());
    const history = [
      ...state.history,
      ...messages.map((text) => ({ from: 'customer' as const, text })),
      ...replies.map(({ text }) => ({ from: 'assistant' as const, text })),
    ];
    return {
      dialogue: orderId === null ? decision.dialogue : { ...decision.dialogue, lastOrderId: orderId },
      mode: modeAfter(thought, state.mode),
      orderIsPending: orderId !== null || (state.orderIsPending && decision.withdraws === null),
      history: history.slice(-historyKept),
    };
  }
}
