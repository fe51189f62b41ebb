import type { RandomIds } from '#adapters/identity/random-ids';
import type { SessionRecord } from '#application/ports/channel-session-store';
import type { OutgoingMail } from '#application/ports/mail-outbox';
import type { Flow } from '#domain/assistant/flow';
import type { Channel } from '#domain/channel/channel';
import { WidgetSession, type WidgetSessionState } from '#domain/channel/widget-session';
import type { CannedReply } from '#domain/conversation/canned-reply';
import type { Note } from '#domain/conversation/note';
import type { StoredFile } from '#domain/conversation/stored-file';
import type { FunctionCall } from '#domain/functions/function-call';
import type { TenantFunction } from '#domain/functions/tenant-function';
import type { Invitation } from '#domain/identity/invitation';
import type { OneTimeLink } from '#domain/identity/one-time-link';
import type { Form } from '#domain/leads/form';
import type { Lead } from '#domain/leads/lead';
import type { HumanActor } from '#domain/shared/actor';
import type { ConversationId, FunctionId, TenantId } from '#domain/shared/ids';
import type { FakeClock } from './fake-clock.js';

const hourMs = 60 * 60_000;

/** Valid things of the panel and the widget; part of `storeBuilders`. */
export const faceBuilders = (clock: FakeClock, ids: RandomIds, person: HumanActor) => {
  const inAnHour = (): Date => new Date(clock.now().getTime() + hourMs);

  return {
    aChannelSession: (channel: Channel, about: Partial<SessionRecord> = {}): SessionRecord => ({
      channelId: channel.id,
      tenantId: channel.tenantId,
      engine: 'baileys',
      state: { status: 'open' },
      ledger: null,
      version: 0,
      ...about,
    }),
    aFlow: (tenantId: TenantId, about: Partial<Flow> = {}): Flow => ({
      id: ids.flow(),
      tenantId,
      name: 'Main menu',
      status: 'published',
      nodes: [
        {
          id: 'start',
          text: { en: 'How can we help?' },
          options: [{ id: 'person', label: { en: 'A person' }, action: { do: 'hand_over' } }],
        },
      ],
      createdAt: clock.now(),
      version: 0,
      ...about,
    }),
    aForm: (tenantId: TenantId, about: Partial<Form> = {}): Form => ({
      id: ids.form(),
      tenantId,
      name: 'Call me back',
      title: { en: 'Call me back' },
      fields: [{ key: 'name', type: 'name', label: { en: 'Name' }, required: true, options: [] }],
      submitLabel: { en: 'Send' },
      thanks: { en: 'Thank you' },
      externalUrl: null,
      notify: [],
      status: 'active',
      createdAt: clock.now(),
      version: 0,
      ...about,
    }),
    aCannedReply: (tenantId: TenantId, about: Partial<CannedReply> = {}): CannedReply => ({
      id: ids.cannedReply(),
      tenantId,
      shortcut: 'thanks',
      text: { en: 'Thank you for writing.' },
      createdAt: clock.now(),
      version: 0,
      ...about,
    }),
    aFunction: (tenantId: TenantId, about: Partial<TenantFunction> = {}): TenantFunction => ({
      id: ids.function(),
      tenantId,
      name: 'Where is my parcel',
      description: 'Tells where a parcel is.',
      examples: ['where is my parcel 123456'],
      method: 'GET',
      url: 'https://parcels.example/status',
      secretHeader: 'authorization',
      sealedSecret: null,
      timeoutMs: 2_000,
      parameters: {
        properties: { number: { type: 'string', description: 'the number of the parcel', maxLength: 20 } },
        required: ['number'],
      },
      fields: [
        { name: 'state', path: 'parcel.state', type: 'choice', choices: { moving: { en: 'on its way' } } },
        { name: 'eta', path: 'parcel.eta', type: 'date' },
      ],
      template: { en: 'Your parcel is {state}. We expect it on {eta}.' },
      status: 'active',
      createdAt: clock.now(),
      version: 0,
      ...about,
    }),
    aFunctionCall: (tenantId: TenantId, functionId: FunctionId, about: Partial<FunctionCall> = {}): FunctionCall => ({
      id: ids.functionCall(),
      tenantId,
      functionId,
      conversationId: null,
      arguments: { number: '123456' },
      outcome: 'answered',
      status: 200,
      tookMs: 12,
      at: clock.now(),
      ...about,
    }),
    aLead: (tenantId: TenantId, about: Partial<Lead> = {}): Lead => ({
      id: ids.lead(),
      tenantId,
      source: 'form',
      formId: null,
      conversationId: null,
      customerId: null,
      name: 'Amal',
      email: 'amal@example.com',
      phone: null,
      intent: 'a massage for two',
      values: { name: 'Amal', $odd: 'a key stays a key' },
      status: 'new',
      assignee: null,
      createdAt: clock.now(),
      version: 0,
      ...about,
    }),
    aFile: (tenantId: TenantId, about: Partial<StoredFile> = {}): StoredFile => ({
      id: ids.file(),
      tenantId,
      name: 'room.png',
      mimeType: 'image/png',
      size: 2_048,
      sha256: 'ab'.repeat(32),
      owner: { kind: 'user', userId: person.userId },
      conversationId: null,
      createdAt: clock.now(),
      ...about,
    }),
    aNote: (tenantId: TenantId, conversationId: ConversationId, text = 'call her mornings'): Note => ({
      id: ids.note(),
      tenantId,
      conversationId,
      by: person.userId,
      byName: person.name,
      text,
      at: clock.now(),
    }),
    aWidgetSession: (tenantId: TenantId, about: Partial<WidgetSessionState> = {}): WidgetSession =>
      new WidgetSession({
        id: ids.widgetSession(),
        tenantId,
        visitorId: ids.visitor(),
        conversationId: null,
        status: 'active',
        language: 'ar',
        ip: null,
        userAgent: null,
        referrer: null,
        origin: 'https://shop.example',
        consentAt: null,
        rating: null,
        readSeq: 0,
        startedAt: clock.now(),
        activeAt: clock.now(),
        closedAt: null,
        version: 0,
        ...about,
      }),
    anInvitation: (tenantId: TenantId, about: Partial<Invitation> = {}): Invitation => ({
      id: ids.invitation(),
      tenantId,
      email: 'omar@example.com',
      name: 'Omar',
      role: 'agent',
      invitedBy: person.userId,
      status: 'open',
      createdAt: clock.now(),
      expiresAt: inAnHour(),
      version: 0,
      ...about,
    }),
    aLink: (about: Partial<OneTimeLink> = {}): OneTimeLink => ({
      hash: ids.mail().slice(4).padEnd(64, '0'),
      purpose: 'reset_password',
      userId: person.userId,
      tenantId: null,
      invitationId: null,
      email: 'sara@example.com',
      createdAt: clock.now(),
      expiresAt: inAnHour(),
      usedAt: null,
      ...about,
    }),
    aMail: (about: Partial<OutgoingMail> = {}): Omit<OutgoingMail, 'attempts'> => ({
      id: ids.mail(),
      tenantId: null,
      to: 'sara@example.com',
      subject: 'A new order',
      text: 'Somebody ordered.',
      html: '<p>Somebody ordered.</p>',
      createdAt: clock.now(),
      ...about,
    }),
  };
};
