import type { TrialModels } from '#application/ai/trial-models';
import { asLive } from '#application/assistants/as-live';
import { type OnProgress, switchedOn } from '#application/assistants/hold-exam';
import type { Clock } from '#application/ports/clock';
import type { TenantStore } from '#application/ports/tenant-store';
import { situationOf } from '#application/turns/read-situation';
import type { Think, Thought } from '#application/turns/think';
import { textOf } from '#domain/assistant/outbound';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { Conversation, type ConversationMode } from '#domain/conversation/conversation';
import { type Dialogue, freshDialogue } from '#domain/conversation/dialogue';
import type { Message } from '#domain/conversation/message';
import { readableText } from '#domain/conversation/message-content';
import type { Turn } from '#domain/conversation/turn';
import type { Assistant } from '#domain/studio/assistant';
import type { AssistantVersion } from '#domain/studio/assistant-version';
import type { LiveAssistant } from '#domain/studio/live-assistant';
import {
  differenceOf,
  type ReplayedAnswer,
  type ReplayedTurn,
  type ReplayReport,
  replayReport,
} from '#domain/studio/replay';
import { statedFacts } from '#domain/studio/stated-facts';
import type { TrialModel } from '#domain/studio/studio-run';
import type { Tenant } from '#domain/tenancy/tenant';

type Dependencies = { readonly think: Think; readonly clock: Clock; readonly trials: Pick<TrialModels, 'of'> };

/** What is replayed, and who answers for the draft; `null`: whoever would answer customers. */
export type ReplayPlan = {
  readonly assistant: Assistant;
  readonly version: AssistantVersion;
  readonly days: number;
  readonly answeredBy: TrialModel | null;
};

/** One turn as it was met: where the conversation stood, and what was written. */
type Moment = {
  readonly conversation: Conversation;
  readonly turn: Turn;
  readonly dialogue: Dialogue;
  readonly mode: ConversationMode;
};

/** At most so many turns are replayed, the newest conversations first: a model that costs money is asked twice for each. */
const mostTurns = 500;
const turnsOfOne = 50;
const between = 5;
const askedKept = 600;
const historyLength = 10;

const modeAfter = (mode: ConversationMode, turn: Turn): ConversationMode => {
  if (turn.withdrawsEscalation) return 'assistant';
  return turn.escalation === null || turn.escalation === 'awaiting_approval' ? mode : 'waiting';
};

/** The turns of a conversation in order, each with what the one before it left behind. */
const momentsOf = (conversation: Conversation, turns: readonly Turn[], since: Date): Moment[] => {
  let dialogue: Dialogue = freshDialogue;
  let mode: ConversationMode = 'assistant';
  let epoch = 0;
  const moments: Moment[] = [];
  for (const turn of turns) {
    // Between two epochs a person had it: what the assistant does next it does afresh.
    if (turn.epoch !== epoch) mode = 'assistant';
    epoch = turn.epoch;
    if (turn.decidedAt >= since && turn.silence === null) moments.push({ conversation, turn, dialogue, mode });
    dialogue = turn.dialogue;
    mode = modeAfter(mode, turn);
  }
  return moments;
};

const answerOf = ({ decision, usage, provider }: Thought): ReplayedAnswer => ({
  text: decision.replies.map(textOf).join('\n\n'),
  escalation: decision.escalation,
  confidence: decision.confidence,
  costMicros: usage.costMicros,
  provider,
  facts: statedFacts(decision),
});

type Side = { readonly assistant: LiveAssistant | null; readonly think: Think };

type Setting = {
  readonly tenant: Tenant;
  readonly catalogue: CatalogueSnapshot;
  readonly live: Side;
  readonly draft: Side;
};

/**
 * The time machine (BEY-2): the turns of the last days once more, as customers are answered now, and with another version,
 * another model or both, over the catalogue of today, so that what differs is their doing. Nothing is stored, sent or ordered.
 * A model that costs money is paid for, within the tenant's cap.
 */
export class ReplayTurns {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @returns `null` when it was stopped. */
  async with(
    store: TenantStore,
    { assistant, version, days, answeredBy }: ReplayPlan,
    onProgress: OnProgress,
  ): Promise<ReplayReport | null> {
    const { think, clock, trials } = this.#deps;
    const since = new Date(clock.now().getTime() - days * 86_400_000);
    const moments = await momentsSince(store, since, assistant);
    const alive = assistant.state.live === null ? null : await store.assistants.findVersion(assistant.state.live);
    const setting: Setting = {
      tenant: await switchedOn(store),
      catalogue: await store.catalogue.snapshot(),
      live: { assistant: alive === null ? null : asLive(assistant, alive), think },
      draft: {
        assistant: asLive(assistant, version),
        think: answeredBy === null ? think : think.with(trials.of(answeredBy)),
      },
    };
    const replayed: ReplayedTurn[] = [];
    for (const [index, moment] of moments.entries()) {
      if (index % between === 0 && !(await onProgress(index, moments.length))) return null;
      replayed.push(await this.#replay(store, moment, setting));
    }
    return replayReport(replayed);
  }

  async #replay(store: TenantStore, moment: Moment, setting: Setting): Promise<ReplayedTurn> {
    const { turn, conversation } = moment;
    const messages = await messagesOf(store, moment);
    const live = await this.#answer(moment, messages, setting, setting.live);
    const draft = await this.#answer(moment, messages, setting, setting.draft);
    const asked = messages.filter(({ seq }) => turn.trace.inboundSeqs.includes(seq));
    return {
      conversationId: conversation.state.id,
      turnId: turn.id,
      asked: asked
        .map(({ content }) => readableText(content))
        .join('\n')
        .slice(0, askedKept),
      live,
      draft,
      difference: differenceOf(live, draft),
    };
  }

  async #answer(
    { conversation, turn, dialogue, mode }: Moment,
    messages: readonly Message[],
    { tenant, catalogue }: Setting,
    { assistant, think }: Side,
  ): Promise<ReplayedAnswer> {
    const [first = turn.uptoSeq] = turn.trace.inboundSeqs;
    const then = new Conversation(
      // Both as if it had been said that an assistant answers: where that stands makes no answer another one.
      { ...conversation.state, mode, dialogue: { ...dialogue, disclosed: true }, escalation: null, status: 'open' },
      { ...conversation.counters, inboundSeq: turn.uptoSeq, answeredSeq: first - 1 },
    );
    const situation = situationOf({
      tenant,
      conversation: then,
      messages,
      catalogue,
      orderIsPending: false,
      assistant,
    });
    return answerOf(await think.about(situation));
  }
}

/** What had been written by then, history included. */
const messagesOf = async ({ messages }: TenantStore, { conversation, turn }: Moment): Promise<readonly Message[]> => {
  const [first = turn.uptoSeq] = turn.trace.inboundSeqs;
  const from = Math.max(0, first - 1 - historyLength);
  const read = await messages.since(conversation.state.id, from, turn.uptoSeq - from);
  return read.filter(({ seq }) => seq <= turn.uptoSeq);
};

/** Those this assistant answered; of turns from before there were several, all. */
const isIts = ({ state }: Assistant, { trace }: Turn): boolean =>
  trace.assistant === undefined || trace.assistant === null ? state.isDefault : trace.assistant.id === state.id;

const momentsSince = async (store: TenantStore, since: Date, assistant: Assistant): Promise<readonly Moment[]> => {
  const moments: Moment[] = [];
  let after: string | null = null;
  do {
    const page = await store.conversations.page({}, { after, limit: 100 }, null);
    for (const { conversation } of page.items) {
      if (conversation.counters.lastMessageAt < since || moments.length >= mostTurns)
        return moments.slice(0, mostTurns);
      const turns = await store.turns.page(conversation.state.id, { after: null, limit: turnsOfOne });
      const its = momentsOf(conversation, turns.items.toReversed(), since);
      moments.push(...its.filter(({ turn }) => isIts(assistant, turn)));
    }
    after = page.next;
  } while (after !== null);
  return moments.slice(0, mostTurns);
};
