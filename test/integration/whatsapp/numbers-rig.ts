import { expect } from 'vitest';
import type { SessionRecord, SessionRef } from '#application/ports/channel-session-store';
import type { ConnectionNews } from '#application/ports/whatsapp-engines';
import type { HeldSession } from '#application/whatsapp/held-session';
import type { SessionView } from '#application/whatsapp/session-view';
import type { Message } from '#domain/conversation/message';
import { readableText } from '#domain/conversation/message-content';
import { ChannelId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import { ScriptedEngines } from '#test/support/whatsapp/scripted-engines';
import type { Business } from '../engine/business.js';
import { EngineRig, type RigOptions } from '../engine/engine-rig.js';
import { cleaning } from '../engine/shops.js';

type Linked = { readonly number?: string; readonly name?: string };

/** The whole product with scripted engines: linked numbers without a WhatsApp, and time that only the test moves. */
export class NumbersRig {
  readonly engines: ScriptedEngines;
  readonly rig: EngineRig;
  #externalIds = 0;

  private constructor(engines: ScriptedEngines, rig: EngineRig) {
    this.engines = engines;
    this.rig = rig;
  }

  static async start(options: Partial<RigOptions> = {}): Promise<NumbersRig> {
    const engines = new ScriptedEngines();
    const environment = { WAKIL_WHATSAPP_URL: 'ws://127.0.0.1:9/ws/chat', ...options.environment };
    const rig = await EngineRig.start({ realTransports: true, ...options, engines, environment });
    return new NumbersRig(engines, rig);
  }

  async openBusiness(name = cleaning.name): Promise<Business> {
    return this.rig.openBusiness({ ...cleaning, name });
  }

  async addNumber({ admin, tenantId }: Business): Promise<SessionRef> {
    const input = { by: admin, kind: 'whatsapp', name: 'Our number', externalKey: '', settings: {} } as const;
    const { id } = await this.rig.useCases.addChannel.execute(input);
    return { tenantId, channelId: ChannelId(id) };
  }

  link(business: Business, { channelId }: SessionRef): Promise<SessionView> {
    return this.rig.useCases.linkSession.execute({ by: business.admin, channelId, pairing: { kind: 'qr' } });
  }

  /** The phone scans, and the session opens after the restart that WhatsApp asks for. */
  async scan(ref: SessionRef, { number = '971500000100', name = 'Noor' }: Linked = {}): Promise<void> {
    const known = { number, lid: null, name };
    await this.says(ref, { kind: 'linked', ...known });
    await this.says(ref, { kind: 'closed', code: 515, reason: 'restart required', isLinked: true });
    await this.opens(ref, known);
  }

  /** A number that is linked and open. */
  async linked(business: Business, about: Linked = {}): Promise<SessionRef> {
    const ref = await this.addNumber(business);
    await this.link(business, ref);
    await this.socket(ref);
    await this.scan(ref, about);
    return ref;
  }

  async opens(ref: SessionRef, { number = '971500000100', name = 'Noor' }: Linked = {}): Promise<void> {
    await this.socket(ref);
    await this.says(ref, { kind: 'open', number, lid: null, name });
    await this.rig.idle();
  }

  async says(ref: SessionRef, news: ConnectionNews): Promise<void> {
    await this.engines.say(ref, news);
  }

  closes(ref: SessionRef, code: number, reason = 'closed', isLinked = true): Promise<void> {
    return this.says(ref, { kind: 'closed', code, reason, isLinked });
  }

  /** The engine has been asked for a socket. */
  async socket(ref: SessionRef): Promise<void> {
    await expect.poll(() => this.engines.isOpen(ref), { interval: 2 }).toBe(true);
  }

  async customerWrites(ref: SessionRef, from: string, text: string): Promise<void> {
    this.#externalIds += 1;
    const message = {
      externalId: `3A${String(this.#externalIds).padStart(18, '0')}`,
      identities: [{ scheme: 'wa_phone', value: from }] as const,
      displayName: 'Amal',
      content: { type: 'text', text } as const,
      sentAt: this.rig.clock.now(),
    };
    await this.engines.ears.inbound(ref, [{ message, arrival: 'live', hasMedia: false }]);
    await this.rig.idle();
  }

  view({ admin }: Business, { channelId }: SessionRef): Promise<SessionView> {
    return this.rig.useCases.findChannelSession.execute({ by: admin, channelId });
  }

  async statusOf(business: Business, ref: SessionRef): Promise<string> {
    const { status, cause } = await this.view(business, ref);
    return `${status} ${cause}`;
  }

  held(ref: SessionRef): HeldSession | null {
    return this.rig.application.container.get(tokens.whatsAppSending).held.get(ref);
  }

  get watch() {
    return this.rig.application.container.get(tokens.whatsAppSessions).watch;
  }

  async repliesTo({ store }: Business, ref: SessionRef, phone: string): Promise<readonly Message[]> {
    const who = { scheme: 'wa_phone', value: phone } as const;
    const found = await store.conversations.findLatestByIdentity(ref.channelId, who);
    if (found === null) return [];
    const all = await store.messages.since(found.state.id, 0, 1_000);
    return all.filter(({ direction }) => direction === 'out');
  }

  sentTexts(): string[] {
    return this.engines.sent.map(({ text }) => text);
  }

  /** Subjects of the mails that wait or were sent. */
  textsOf(messages: readonly Message[]): string[] {
    return messages.map(({ content }) => readableText(content));
  }

  async stop(): Promise<void> {
    await this.rig.stop();
  }
}

/** Where nobody holds the number: by another process, which lets it go at once. */
export const savedByAnother = async (
  { store: { sessions } }: Business,
  { channelId }: SessionRef,
  record: SessionRecord,
): Promise<void> => {
  const lease = await sessions.claim(channelId, 'another', 1_000);
  await sessions.save(record, lease?.fence ?? 0);
  await sessions.release(channelId, lease?.fence ?? 0);
};
