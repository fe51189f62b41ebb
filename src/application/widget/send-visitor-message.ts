import { EmptyMessage } from '#application/conversation/send-human-message';
import { InvalidInput } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Switches } from '#application/tenancy/switches';
import type { ReceiveMessage } from '#application/turns/receive-message';
import type { Visitor } from '#application/widget/visitor';
import type { VisitorStreams } from '#application/widget/visitor-streams';
import { externalIdOf, type VisitorMessage, type VisitorViews } from '#application/widget/visitor-views';
import type { Visits } from '#application/widget/visits';
import { identityOf, widgetChannelOf } from '#application/widget/widget-channel';
import { AttachmentsOff, MessageTooLong, WidgetSessionClosed } from '#application/widget/widget-refusals';
import { assertTakesMessages } from '#application/widget/widget-site';
import { contentOfFile } from '#domain/conversation/content-of-file';
import { cleanText, type MessageContent, maxTextLength } from '#domain/conversation/message-content';
import type { StoredFile } from '#domain/conversation/stored-file';
import type { FileId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly bus: LiveBus;
  readonly switches: Switches;
  readonly receiveMessage: ReceiveMessage;
  readonly visits: Visits;
  readonly views: VisitorViews;
  readonly streams: Pick<VisitorStreams, 'attached'>;
};

export type SendVisitorMessageInput = {
  readonly by: Visitor;
  /** The same key sends once. */
  readonly messageKey: string | null;
  readonly text: string | null;
  readonly choice: { readonly id: string; readonly label: string } | null;
  /** `text` goes with it as its caption. */
  readonly fileId: FileId | null;
};

/** A visitor writes, taps a choice, or sends a file they have uploaded. */
export class SendVisitorMessage {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /**
   * @throws {NotFound} no such session, or no such file of this visitor's. @throws {WidgetSessionClosed} @throws {EmptyMessage}
   * @throws {MessageTooLong} @throws {TenantSuspended} @throws {WidgetDisabled} @throws {AttachmentsOff}
   */
  async execute(input: SendVisitorMessageInput): Promise<VisitorMessage> {
    const { store, clock, ids, bus, visits, views, receiveMessage, streams } = this.#deps;
    const { tenantId, visitorId, sessionId } = input.by;
    const scoped = store.tenant(tenantId);
    await this.#assertTaken(scoped, input);
    const { session } = await visits.of(input.by);
    if (session.state.status !== 'active') throw new WidgetSessionClosed();
    const content = await this.#content(scoped, input);
    const channel = await widgetChannelOf(scoped, this.#deps);
    const { conversationId, messageId } = await receiveMessage.execute({
      tenantId,
      answerAtOnce: content.type === 'choice',
      message: {
        channelId: channel.id,
        externalId: externalIdOf(session, input.messageKey ?? ids.message()),
        identities: [identityOf(visitorId)],
        displayName: null,
        content,
        sentAt: clock.now(),
      },
    });
    if (input.fileId !== null) await scoped.files.attach(input.fileId, conversationId);
    await scoped.widget.touchSession(sessionId, clock.now(), { conversationId });
    streams.attached(tenantId, sessionId, conversationId);
    // Its streams may be open in other processes.
    if (session.state.conversationId !== conversationId) bus.publish({ kind: 'visit', tenantId, sessionId });
    const message = found(await scoped.messages.find(messageId), 'message');
    return found((await views.of(session, [message]))[0] ?? null, 'message');
  }

  async #assertTaken(store: TenantStore, { fileId }: SendVisitorMessageInput): Promise<void> {
    const tenant = found(await this.#deps.switches.tenant(store.tenantId), 'session');
    const settings = await store.widget.settings();
    assertTakesMessages({ tenant, settings });
    if (fileId !== null && !settings.attachments) throw new AttachmentsOff();
  }

  async #content(store: TenantStore, { by, text, choice, fileId }: SendVisitorMessageInput): Promise<MessageContent> {
    if (choice !== null) {
      if (text !== null || fileId !== null)
        throw new InvalidInput('choice', 'a tapped choice goes alone, without a text or a file');
      return { type: 'choice', id: choice.id, text: cleanText(choice.label).text };
    }
    const { text: cleaned, clipped } = cleanText(text ?? '');
    if (clipped) throw new MessageTooLong(maxTextLength);
    const isEmpty = cleaned.trim() === '';
    if (fileId !== null) return contentOfFile(await ownFile(store, by, fileId), isEmpty ? null : cleaned);
    if (isEmpty) throw new EmptyMessage('write something to send', {});
    return { type: 'text', text: cleaned };
  }
}

/** @throws {NotFound} it is not there, or another one's. */
const ownFile = async ({ files }: TenantStore, { visitorId }: Visitor, id: FileId): Promise<StoredFile> => {
  const file = await files.find(id);
  return found(file?.owner.kind === 'visitor' && file.owner.visitorId === visitorId ? file : null, 'file');
};
