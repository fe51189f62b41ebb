import type { TenantStore } from '#application/ports/tenant-store';
import type { Briefing, Utterance } from '#domain/assistant/briefing';
import type { DecisionInput } from '#domain/assistant/decision';
import type { Conversation } from '#domain/conversation/conversation';
import type { Message } from '#domain/conversation/message';
import { readableText } from '#domain/conversation/message-content';
import type { Tenant } from '#domain/tenancy/tenant';

const historyLength = 10;
/** A flood beyond this many unanswered messages is answered from its first ones; all of them count as answered. */
const mostAtOnce = 200;

/** What one turn is decided from, read from the store in one go. */
export type Situation = {
  readonly conversation: Conversation;
  readonly unanswered: readonly Message[];
  readonly input: DecisionInput;
  readonly briefing: Briefing;
};

const speakers = { customer: 'customer', human: 'human', assistant: 'assistant', system: 'assistant' } as const;

const utterance = (message: Message): Utterance => ({
  from: speakers[message.author.kind],
  text: readableText(message.content),
});

/** A reaction asks for no answer. Anything else without words is something only a person can look at. */
const isUnreadable = (message: Message): boolean =>
  message.content.type !== 'reaction' && readableText(message.content).trim() === '';

const tappedChoice = (messages: readonly Message[]): string | null => {
  const last = messages.at(-1);
  return last?.content.type === 'choice' ? last.content.id : null;
};

const lastOrderIsPending = async (store: TenantStore, conversation: Conversation): Promise<boolean> => {
  const { lastOrderId } = conversation.state.dialogue;
  if (lastOrderId === null) return false;
  const order = await store.orders.find(lastOrderId);
  return order?.state.status === 'pending';
};

export const readSituation = async (
  store: TenantStore,
  tenant: Tenant,
  conversation: Conversation,
): Promise<Situation> => {
  const { answeredSeq } = conversation.counters;
  const [messages, catalogue, orderIsPending] = await Promise.all([
    store.messages.since(conversation.state.id, Math.max(0, answeredSeq - historyLength), mostAtOnce),
    store.catalogue.snapshot(),
    lastOrderIsPending(store, conversation),
  ]);
  const unanswered = messages.filter((message) => message.direction === 'in' && message.seq > answeredSeq);
  const words = unanswered.map((message) => readableText(message.content)).filter((text) => text.trim() !== '');
  const history = messages.filter((message) => !unanswered.includes(message)).slice(-historyLength);
  const { assistant } = tenant.state;
  const { dialogue, mode } = conversation.state;
  return {
    conversation,
    unanswered,
    input: {
      settings: assistant,
      catalogue,
      dialogue,
      mode,
      unanswered: words,
      choiceId: tappedChoice(unanswered),
      hasUnreadable: unanswered.some(isUnreadable),
      lastOrderIsPending: orderIsPending,
    },
    briefing: {
      catalogue,
      unanswered: words,
      history: history.map(utterance),
      dialogue,
      languages: assistant.languages,
      defaultLanguage: assistant.defaultLanguage,
    },
  };
};
