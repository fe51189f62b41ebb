import { overtakeSuggestion } from '#application/assistants/overtake-suggestion';
import { announceConversation } from '#application/conversation/announce';
import { namingHolder } from '#application/conversation/naming-holder';
import { withFreshConversation } from '#application/conversation/with-fresh-conversation';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { LabelAnswers } from '#application/understanding/label-answers';
import { contentOfFile } from '#domain/conversation/content-of-file';
import type { Conversation } from '#domain/conversation/conversation';
import type { Message, OutboundDraft } from '#domain/conversation/message';
import { cleanText, type MessageContent } from '#domain/conversation/message-content';
import type { StoredFile } from '#domain/conversation/stored-file';
import type { HumanActor } from '#domain/shared/actor';
import { DomainError } from '#domain/shared/domain-error';
import { type ConversationId, type FileId, idPrefixes, MessageId } from '#domain/shared/ids';

/** There is nothing in it to send. */
export class EmptyMessage extends DomainError {
  readonly code = 'message.empty';
  readonly kind = 'invalid';
}

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secrets: Secrets;
  readonly queue: JobQueue;
  readonly bus: LiveBus;
  readonly labels: LabelAnswers;
};

type Input = {
  by: Principal;
  conversationId: ConversationId;
  /** The caller's idempotency key: the same key sends once. */
  messageKey: string | null;
  /** With a file, its caption: then it may be empty. */
  text: string;
  /** Uploaded before, by anybody of the team. */
  fileId?: FileId | null | undefined;
};

/** A person answers the customer. Writing is taking over: the assistant falls silent in the conversation. */
export class SendHumanMessage {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {EmptyMessage} @throws {NotFound} no such conversation, or no such file of the team's. */
  async execute({ by, conversationId, messageKey, text, fileId = null }: Input): Promise<Message> {
    const { store, queue, bus, labels } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.reply');
    const actor = humanOf(by);
    const tenantStore = store.tenant(tenantId);
    const content = contentOf(text, fileId === null ? null : await teamFile(tenantStore, fileId));
    const draft = this.#draft(actor, conversationId, messageKey, content);
    if ((await tenantStore.messages.find(draft.id)) === null) {
      const { counters } = await namingHolder(tenantStore, () =>
        this.#write(tenantStore, actor, conversationId, draft),
      );
      await labels.written(tenantId, conversationId, text, counters.inboundSeq);
    }
    if (fileId !== null) await tenantStore.files.attach(fileId, conversationId);
    await overtakeSuggestion(tenantStore, conversationId, actor.name, this.#deps.clock.now());
    queue.enqueue({ kind: 'deliver', tenantId, conversationId });
    announceConversation(bus, tenantId, conversationId, true);
    return found(await tenantStore.messages.find(draft.id), 'message');
  }

  #write(store: TenantStore, actor: HumanActor, id: ConversationId, draft: OutboundDraft): Promise<Conversation> {
    return withFreshConversation(store, id, (conversation) => {
      const at = this.#deps.clock.now();
      const held = conversation.takeOver(actor, false).answeredByHuman(at);
      const takenOver = conversation.state.mode !== 'human';
      return store.conversations.save(held, {
        messages: [draft],
        cancelAssistant: true,
        markAnswered: true,
        audit: takenOver ? [{ actor, action: 'conversation.taken_over', target: id, facts: { force: false }, at }] : [],
      });
    });
  }

  #draft(
    { userId, name }: HumanActor,
    conversationId: ConversationId,
    key: string | null,
    content: MessageContent,
  ): OutboundDraft {
    const { ids, secrets } = this.#deps;
    const id =
      key === null
        ? ids.message()
        : MessageId(
            `${idPrefixes.message}_${secrets.sha256(JSON.stringify([conversationId, userId, key])).slice(0, 32)}`,
          );
    return {
      id,
      author: { kind: 'human', userId, name },
      content,
      choices: [],
      turnId: null,
      epoch: 0,
      sensitive: false,
    };
  }
}

/** What a visitor sent stays in its conversation. @throws {NotFound} */
const teamFile = async ({ files }: TenantStore, id: FileId): Promise<StoredFile> => {
  const file = await files.find(id);
  return found(file?.owner.kind === 'user' ? file : null, 'file');
};

/** @throws {EmptyMessage} */
const contentOf = (raw: string, file: StoredFile | null): MessageContent => {
  const { text } = cleanText(raw);
  const isEmpty = text.trim() === '';
  if (file !== null) return contentOfFile(file, isEmpty ? null : text);
  if (isEmpty) throw new EmptyMessage('write something to send', {});
  return { type: 'text', text };
};
