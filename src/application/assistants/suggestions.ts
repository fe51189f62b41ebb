import { announceConversation } from '#application/conversation/announce';
import { withFreshConversation } from '#application/conversation/with-fresh-conversation';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { LabelAnswers } from '#application/understanding/label-answers';
import type { Intent } from '#domain/assistant/intent';
import { actOfTarget } from '#domain/assistant/taught';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Conversation } from '#domain/conversation/conversation';
import type { OutboundDraft } from '#domain/conversation/message';
import { cleanText } from '#domain/conversation/message-content';
import type { HumanActor } from '#domain/shared/actor';
import {
  type AssistantId,
  type ConversationId,
  FaqId,
  messageOfSuggestion,
  ServiceId,
  type SuggestionId,
} from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';
import { type Agreement, agreementByIntent, agreementOf, type IntentAgreement } from '#domain/studio/agreement';
import { intentKeyOf, targetOfKey } from '#domain/studio/intent-key';
import type { Suggestion } from '#domain/studio/suggestion';

type Input = { readonly by: Principal; readonly conversationId: ConversationId; readonly suggestionId: SuggestionId };
type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly bus: LiveBus;
  readonly labels: LabelAnswers;
};

const longestText = 4_000;

const suggestionIn = async (store: TenantStore, { conversationId, suggestionId }: Input): Promise<Suggestion> => {
  const suggestion = await store.suggestions.find(suggestionId);
  return found(suggestion?.state.conversationId === conversationId ? suggestion : null, 'suggestion');
};

/** What waits for a person in the conversation; `null`: nothing. */
export class FindSuggestion {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  /** @throws {NotFound} */
  async execute({ by, conversationId }: Omit<Input, 'suggestionId'>): Promise<Suggestion | null> {
    const { conversations, suggestions } = this.#store.tenant(tenantFor(by, 'conversations.read'));
    found(await conversations.find(conversationId), 'conversation');
    return suggestions.open(conversationId);
  }
}

/**
 * A person sends what was suggested, as it is or with other words; it is that person who says it (BEY-4). Pressed twice, it is
 * sent once. The conversation stays with the assistant, which goes on from there.
 */
export class SendSuggestion {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @param text other words than suggested. @throws {NotFound} @throws {IllegalTransition} somebody decided before. */
  async execute({ text, ...input }: Input & { readonly text?: string | undefined }): Promise<Suggestion> {
    const { store, clock, queue, bus, labels } = this.#deps;
    const tenantId = tenantFor(input.by, 'conversations.reply');
    const actor = humanOf(input.by);
    const scoped = store.tenant(tenantId);
    const suggestion = await suggestionIn(scoped, input);
    const own = text === undefined ? null : cleanText(textOf('text', text, longestText)).text;
    if (own?.trim() === '') throw new InvalidInput('text', 'write something to send');
    const said = suggestion.state.replies.map((reply) => reply.text).join('\n\n');
    const isEdited = own !== null && own !== said;
    const decided = suggestion.decide(isEdited ? 'edited' : 'sent', actor.name, clock.now());
    await this.#say(scoped, suggestion, actor, isEdited ? own : null);
    const saved = await scoped.suggestions.save(decided);
    const judgement = { isRight: !isEdited, source: isEdited ? 'edited' : 'sent' } as const;
    await labels.turn(tenantId, suggestion.state.turnId, judgement);
    queue.enqueue({ kind: 'deliver', tenantId, conversationId: input.conversationId });
    announceConversation(bus, tenantId, input.conversationId, true);
    return saved;
  }

  #say(store: TenantStore, { state }: Suggestion, actor: HumanActor, own: string | null): Promise<Conversation> {
    const replies = own === null ? state.replies : [{ text: own, choices: [] }];
    // With other words nobody knows which choices still stand: none do.
    const dialogue = own === null ? state.dialogue : { ...state.dialogue, choices: [] };
    const messages = replies.map(
      (reply, index): OutboundDraft => ({
        id: messageOfSuggestion(state.id, `s${index}`),
        author: { kind: 'human', userId: actor.userId, name: actor.name },
        content: { type: 'text', text: reply.text },
        choices: reply.choices,
        turnId: state.turnId,
        epoch: 0,
        sensitive: false,
      }),
    );
    return withFreshConversation(store, state.conversationId, (conversation) => {
      const at = this.#deps.clock.now();
      const facts = { suggestion: state.id, edited: own !== null };
      const audit = [{ actor, action: 'suggestion.sent', target: state.conversationId, facts, at }];
      return store.conversations.save(conversation.suggestionSent(dialogue, at), { messages, audit });
    });
  }
}

/** A person will not send it: they write themselves, or the customer gets nothing. */
export class RejectSuggestion {
  readonly #deps: Omit<Dependencies, 'queue'>;
  constructor(deps: Omit<Dependencies, 'queue'>) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {IllegalTransition} somebody decided before. */
  async execute(input: Input): Promise<Suggestion> {
    const { store, clock, bus, labels } = this.#deps;
    const tenantId = tenantFor(input.by, 'conversations.reply');
    const { name } = humanOf(input.by);
    const scoped = store.tenant(tenantId);
    const suggestion = await suggestionIn(scoped, input);
    const saved = await scoped.suggestions.save(suggestion.decide('rejected', name, clock.now()));
    await labels.turn(tenantId, suggestion.state.turnId, { isRight: false, source: 'rejected' });
    announceConversation(bus, tenantId, input.conversationId);
    return saved;
  }
}

/** Of the newest so many decisions agreement is counted: what people thought a year ago says little. */
const counted = 1_000;

export type FoundAgreement = {
  readonly acts: readonly Agreement[];
  /** Each with what it is about, in the tenant's words; empty where that is gone or was never one thing. */
  readonly intents: readonly (IntentAgreement & { readonly about: LocalizedText })[];
};

const inBoth = (text: string): LocalizedText => ({ en: text, ar: text });

/** The team's own name for a wish where it has one; else the service's, or how the question is first put. */
const aboutOf = (key: string, { services, faqs }: CatalogueSnapshot, intents: readonly Intent[]): LocalizedText => {
  const target = targetOfKey(key);
  const own = intents.find((each) => intentKeyOf(actOfTarget(each.target)) === key);
  if (own !== undefined) return inBoth(own.name);
  const service = services.get(ServiceId(target ?? ''));
  return service?.name ?? inBoth(faqs.get(FaqId(target ?? ''))?.questions[0] ?? '');
};

/** How often people sent what this assistant suggested, per act and per what was wanted: what may be promoted (BEY-4). */
export class ReadAgreement {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  /** @throws {NotFound} */
  async execute({ by, id }: { readonly by: Principal; readonly id: AssistantId }): Promise<FoundAgreement> {
    const { assistants, suggestions, catalogue } = this.#store.tenant(tenantFor(by, 'tenant.read'));
    found(await assistants.find(id), 'assistant');
    const decided = (await suggestions.decided(id, counted)).map(({ state }) => state);
    const snapshot = await catalogue.snapshot();
    const taught = (await assistants.live()).find((each) => each.id === id)?.config.intents ?? [];
    const intents = agreementByIntent(decided).map((each) => ({
      ...each,
      about: aboutOf(each.intent, snapshot, taught),
    }));
    return { acts: agreementOf(decided), intents };
  }
}
