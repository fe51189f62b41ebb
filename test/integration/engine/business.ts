import type { UseCases } from '#adapters/http/use-cases';
import type { ChatAnswer } from '#application/chat/send-chat-message';
import type { Principal } from '#application/identity/principal';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Service } from '#domain/catalogue/service';
import type { Channel } from '#domain/channel/channel';
import type { Conversation } from '#domain/conversation/conversation';
import type { Message } from '#domain/conversation/message';
import { type MessageContent, readableText } from '#domain/conversation/message-content';
import type { Turn } from '#domain/conversation/turn';
import { rolePermissions } from '#domain/identity/role';
import type { OrderRequest } from '#domain/orders/order-request';
import { type ConversationId, type MessageId, ServiceId, type TenantId } from '#domain/shared/ids';

type Principals = { readonly admin: Principal; readonly program: Principal };

const everything = { after: null, limit: 100 } as const;

/** The product it is a business of. */
type Running = {
  readonly useCases: UseCases;
  readonly store: Store;
  readonly clock: Clock;
  readonly heldThoughts: number;
  idle(held?: number): Promise<void>;
};

/** One tenant of the rig, with what its people, its programs and its customers do. */
export class Business {
  readonly tenantId: TenantId;
  readonly whatsapp: Channel;
  readonly admin: Principal;
  readonly program: Principal;
  readonly #rig: Running;
  #written = 0;

  constructor(rig: Running, tenantId: TenantId, whatsapp: Channel, { admin, program }: Principals) {
    this.#rig = rig;
    this.tenantId = tenantId;
    this.whatsapp = whatsapp;
    this.admin = admin;
    this.program = program;
  }

  get store() {
    return this.#rig.store.tenant(this.tenantId);
  }

  /** A customer's message comes in over WhatsApp. Resolves when it is stored, whatever happens about it then. */
  async receive(phone: string, text: string, content?: MessageContent): Promise<void> {
    this.#written += 1;
    await this.#rig.useCases.receiveCloudApiWebhook.execute({
      batches: [
        {
          phoneNumberId: this.whatsapp.externalKey,
          inbound: [
            {
              externalId: `wamid.${phone}.${this.#written}`,
              identities: [{ scheme: 'wa_phone', value: phone }],
              displayName: null,
              content: content ?? { type: 'text', text },
              sentAt: this.#rig.clock.now(),
            },
          ],
          receipts: [],
          ignored: 0,
        },
      ],
    });
  }

  /** The same, and everything that follows from it at this moment. */
  async customerWrites(phone: string, text: string): Promise<void> {
    await this.receive(phone, text);
    await this.#rig.idle();
  }

  chat(sessionId: string, text: string, about: { key?: string; waitMs?: number } = {}): Promise<ChatAnswer> {
    const { key = null, waitMs = 5_000 } = about;
    return this.#rig.useCases.sendChatMessage.execute({
      by: this.program,
      sessionId,
      text,
      idempotencyKey: key,
      displayName: null,
      waitMs,
    });
  }

  /** What the session is answered, as one text. */
  async ask(sessionId: string, text: string): Promise<string> {
    const { replies } = await this.chat(sessionId, text);
    return replies.map((reply) => readableText(reply.content)).join('\n');
  }

  async conversationOf(customer: string): Promise<Conversation> {
    const scheme = /^\d/.test(customer) ? 'wa_phone' : 'api_session';
    const channels = await this.store.channels.list();
    const kind = scheme === 'wa_phone' ? 'cloud-api' : 'api';
    const channel = channels.find((each) => each.kind === kind);
    const found =
      channel && (await this.store.conversations.findLatestByIdentity(channel.id, { scheme, value: customer }));
    if (!found) throw new Error(`${customer} has no conversation`);
    return found;
  }

  async idOf(customer: string): Promise<ConversationId> {
    return (await this.conversationOf(customer)).state.id;
  }

  /** Oldest first. */
  async messagesOf(customer: string): Promise<readonly Message[]> {
    return this.store.messages.since(await this.idOf(customer), 0, 1_000);
  }

  async repliesTo(customer: string): Promise<readonly Message[]> {
    return (await this.messagesOf(customer)).filter(({ direction }) => direction === 'out');
  }

  async message(id: MessageId): Promise<Message> {
    const message = await this.store.messages.find(id);
    if (message === null) throw new Error(`no message ${id}`);
    return message;
  }

  /** Oldest first. */
  async turnsOf(customer: string): Promise<readonly Turn[]> {
    const { items } = await this.store.turns.page(await this.idOf(customer), everything);
    return items.toReversed();
  }

  async orders(): Promise<readonly OrderRequest[]> {
    return (await this.store.orders.page({}, everything)).items;
  }

  async service(name: string): Promise<Service> {
    const { items } = await this.store.catalogue.pageServices(everything);
    const service = items.find((each) => each.name.en === name);
    if (service === undefined) throw new Error(`nothing is called ${name}`);
    return service;
  }

  async changePrice(name: string, priceMinor: number): Promise<void> {
    const { id, version } = await this.service(name);
    await this.#rig.useCases.saveService.execute({
      by: this.admin,
      id: ServiceId(id),
      version,
      fields: { priceMinor },
    });
  }

  async humanWrites(customer: string, text: string): Promise<Message> {
    const conversationId = await this.idOf(customer);
    const input = { by: this.admin, conversationId, messageKey: null, text };
    const message = await this.#rig.useCases.sendHumanMessage.execute(input);
    await this.#rig.idle(this.#rig.heldThoughts);
    return message;
  }

  async takeOver(customer: string): Promise<void> {
    const conversationId = await this.idOf(customer);
    await this.#rig.useCases.takeOverConversation.execute({ by: this.admin, conversationId, force: false });
  }

  async handBack(customer: string): Promise<void> {
    const conversationId = await this.idOf(customer);
    await this.#rig.useCases.handBackConversation.execute({ by: this.admin, conversationId });
    await this.#rig.idle();
  }

  async switchAssistant(customer: string, on: boolean): Promise<void> {
    const conversationId = await this.idOf(customer);
    await this.#rig.useCases.switchAssistant.execute({ by: this.admin, conversationId, on });
    await this.#rig.idle();
  }

  async kill(on: boolean): Promise<void> {
    await this.#rig.useCases.useKillSwitch.execute({ by: this.admin, scope: 'tenant', on, reason: 'test' });
  }

  async auditOf(target: string): Promise<readonly string[]> {
    return (await this.store.audit.page({ target }, everything)).items.map(({ action }) => action);
  }
}

export const permissionsOfAdmin = new Set(rolePermissions.tenant_admin);
