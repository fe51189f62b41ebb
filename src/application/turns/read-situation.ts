import type { TenantStore } from '#application/ports/tenant-store';
import { readMenus } from '#application/turns/read-menus';
import type { Briefing, Utterance } from '#domain/assistant/briefing';
import { needsMenus } from '#domain/assistant/choice';
import type { DecisionInput } from '#domain/assistant/decision';
import { type FlowSnapshot, noMenus } from '#domain/assistant/flow-snapshot';
import { chatForms } from '#domain/assistant/forms/chat-forms';
import { leftToPeople } from '#domain/assistant/left-to-people';
import { saysMenu } from '#domain/assistant/menu-act';
import { withSynonyms } from '#domain/assistant/taught';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Conversation, ConversationMode } from '#domain/conversation/conversation';
import type { Message } from '#domain/conversation/message';
import { readableText } from '#domain/conversation/message-content';
import { type CallSnapshot, noCalls } from '#domain/functions/call-snapshot';
import { callable } from '#domain/functions/tenant-function';
import { configOfSettings, withVersion } from '#domain/studio/assistant-config';
import { assistantFor, type LiveAssistant } from '#domain/studio/live-assistant';
import { wordingOf } from '#domain/studio/tone-wording';
import { localDay } from '#domain/tenancy/local-day';
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
  /** All that the customer wrote and this turn has read: what a function may be asked about. */
  readonly customerWords: readonly string[];
  /** Who answers; `null` only where no assistant is live. */
  readonly assistant: LiveAssistant | null;
};

const speakers = {
  customer: 'customer',
  human: 'human',
  owner_phone: 'human',
  assistant: 'assistant',
  system: 'assistant',
} as const;

const utterance = (message: Message): Utterance => ({
  from: speakers[message.author.kind],
  text: readableText(message.content),
});

/** What was written before we could see it, or came too late, is passed by. */
const asksForAnswer = ({ direction, setAside }: Message): boolean => direction === 'in' && (setAside ?? null) === null;

/** A reaction asks for no answer. Anything else without words is something only a person can look at. */
const isUnreadable = (message: Message): boolean =>
  message.content.type !== 'reaction' && readableText(message.content).trim() === '';

const isVoice = ({ content }: Message): boolean => content.type === 'media' && content.media === 'audio';

const unreadableIn = (messages: readonly Message[]): Pick<DecisionInput, 'hasUnreadable' | 'isVoice'> => {
  const unreadable = messages.filter(isUnreadable);
  return { hasUnreadable: unreadable.length > 0, isVoice: unreadable.length > 0 && unreadable.every(isVoice) };
};

const wordsOf = (messages: readonly Message[]): string[] =>
  messages.map((message) => readableText(message.content)).filter((text) => text.trim() !== '');

const tappedChoice = (messages: readonly Message[]): string | null => {
  const last = messages.at(-1);
  return last?.content.type === 'choice' ? last.content.id : null;
};

const leadsToForms = (assistant: LiveAssistant | null): boolean =>
  assistant?.config.intents.some(({ target }) => target.do === 'ask_form') === true;

/** Could the menus or forms matter in this turn? Most turns are not about one, and are not made to read them. */
const concernsMenu = ({ state, counters }: Conversation, messages: readonly Message[]): boolean => {
  if ((state.dialogue.form ?? null) !== null) return true;
  const unanswered = messages.filter((message) => asksForAnswer(message) && message.seq > counters.answeredSeq);
  const ids = [tappedChoice(unanswered) ?? '', ...state.dialogue.choices.map(({ id }) => id)];
  return ids.some(needsMenus) || saysMenu(wordsOf(unanswered));
};

/** The same for a turn that is only rehearsed. */
export const menusFor = (
  store: TenantStore,
  conversation: Conversation,
  messages: readonly Message[],
  assistant: LiveAssistant | null,
): Promise<FlowSnapshot> =>
  leadsToForms(assistant) || concernsMenu(conversation, messages)
    ? readMenus(store, conversation)
    : Promise.resolve(noMenus);

const lastOrderIsPending = async (store: TenantStore, conversation: Conversation): Promise<boolean> => {
  const { lastOrderId } = conversation.state.dialogue;
  if (lastOrderId === null) return false;
  const order = await store.orders.find(lastOrderId);
  return order?.state.status === 'pending';
};

/** What was read for a turn, or made up for a rehearsal of one. */
export type SituationParts = {
  readonly tenant: Tenant;
  readonly conversation: Conversation;
  /** In the order they came; those above the answered number are what the turn is about. */
  readonly messages: readonly Message[];
  readonly catalogue: CatalogueSnapshot;
  /** Read only when the turn may be about one. */
  readonly menus?: FlowSnapshot;
  readonly orderIsPending: boolean;
  /** The tenant's functions that are switched on. */
  readonly functions?: CallSnapshot['functions'];
  readonly assistant: LiveAssistant | null;
};

/** What may be called right now, by id. */
export const callableFunctions = async (store: TenantStore): Promise<CallSnapshot['functions']> => {
  const all = await store.functions.list();
  return new Map(all.filter(({ status }) => status === 'active').map((each) => [each.id, callable(each)]));
};

export const readSituation = async (
  store: TenantStore,
  tenant: Tenant,
  conversation: Conversation,
): Promise<Situation> => {
  const { answeredSeq } = conversation.counters;
  const [messages, catalogue, orderIsPending, functions, live] = await Promise.all([
    store.messages.since(conversation.state.id, Math.max(0, answeredSeq - historyLength), mostAtOnce),
    store.catalogue.snapshot(),
    lastOrderIsPending(store, conversation),
    callableFunctions(store),
    store.assistants.live(),
  ]);
  const assistant = assistantOf(live, conversation, messages);
  const menus = await menusFor(store, conversation, messages, assistant);
  return situationOf({ tenant, conversation, messages, catalogue, menus, orderIsPending, functions, assistant });
};

const assistantOf = (
  live: readonly LiveAssistant[],
  { state, counters }: Conversation,
  messages: readonly Message[],
): LiveAssistant | null => {
  const unanswered = messages.filter((message) => asksForAnswer(message) && message.seq > counters.answeredSeq);
  const asked = { channelId: state.channelId, words: wordsOf(unanswered), before: state.dialogue.assistant ?? null };
  return assistantFor(live, asked);
};

/** While all that is awaited is somebody who sends what was suggested, the next message is answered like the one before. */
const modeOf = ({ state }: Conversation): ConversationMode =>
  state.mode === 'waiting' && state.escalation?.reason === 'awaiting_approval' ? 'assistant' : state.mode;

/** What a person sends is that person's: it does not begin with "I am the AI assistant". */
const isPersonsOwn = (assistant: LiveAssistant | null): boolean =>
  assistant?.config.answerMode === 'draft' && assistant.automaticActs.length === 0;

/** The day it was where the business is when the customer wrote last. */
const todayOf = (unanswered: readonly Message[], { state }: Tenant): { readonly today?: string } => {
  const at = unanswered.at(-1)?.createdAt;
  return at === undefined ? {} : { today: localDay(at, state.timeZone) };
};

export const situationOf = ({
  tenant,
  conversation,
  messages,
  catalogue,
  menus = noMenus,
  orderIsPending,
  functions = noCalls.functions,
  assistant,
}: SituationParts): Situation => {
  const { answeredSeq } = conversation.counters;
  const unanswered = messages.filter((message) => asksForAnswer(message) && message.seq > answeredSeq);
  const words = wordsOf(unanswered);
  const history = messages.filter((message) => !unanswered.includes(message)).slice(-historyLength);
  const config = assistant?.config ?? configOfSettings(tenant.state.assistant);
  const settings = withVersion(tenant.state.assistant, config);
  const { dialogue: before } = conversation.state;
  const dialogue = isPersonsOwn(assistant) ? { ...before, disclosed: true } : before;
  return {
    assistant,
    conversation,
    unanswered,
    input: {
      settings,
      wording: wordingOf(config),
      intents: config.intents,
      catalogue,
      menus,
      dialogue,
      mode: modeOf(conversation),
      unanswered: words,
      choiceId: tappedChoice(unanswered),
      ...unreadableIn(unanswered),
      lastOrderIsPending: orderIsPending,
      calls: { functions, outcomes: new Map() },
      ...todayOf(unanswered, tenant),
    },
    briefing: {
      catalogue,
      unanswered: words.map((text) => withSynonyms(text, config.synonyms)),
      history: history.map(utterance),
      dialogue,
      languages: settings.languages,
      defaultLanguage: settings.defaultLanguage,
      guidance: config.guidance,
      tone: config.tone,
      leftToPeople: leftToPeople(settings.allowedResponses),
      functions,
      forms: chatForms(config.intents, menus, dialogue),
      wantsLeadIn: settings.answerMode === 'warm',
    },
    customerWords: wordsOf(messages.filter(({ author }) => author.kind === 'customer')),
  };
};
