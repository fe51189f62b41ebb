import type { SituationParts } from '#application/turns/read-situation';
import type { Utterance } from '#domain/assistant/briefing';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { Conversation } from '#domain/conversation/conversation';
import { type Dialogue, freshDialogue } from '#domain/conversation/dialogue';
import type { Message, MessageAuthor } from '#domain/conversation/message';
import type { MessageContent } from '#domain/conversation/message-content';
import { ChannelId, ConversationId, CustomerId, MessageId } from '#domain/shared/ids';
import type { Tenant } from '#domain/tenancy/tenant';

/** All a rehearsal remembers between its turns; the screen keeps it and hands it back. */
export type RehearsalState = {
  readonly dialogue: Dialogue;
  readonly mode: 'assistant' | 'waiting';
  readonly orderIsPending: boolean;
  /** Up to ten earlier messages, oldest first. */
  readonly history: readonly Utterance[];
};

/** Nobody has said anything yet. */
export const beginning: RehearsalState = {
  dialogue: freshDialogue,
  mode: 'assistant',
  orderIsPending: false,
  history: [],
};

export type Rehearsed = {
  readonly state: RehearsalState;
  /** What "the customer" wrote since; with `choiceId` the last one is the label of what was tapped. */
  readonly messages: readonly string[];
  readonly choiceId: string | null;
};

/** Nothing is stored under these. */
const nowhere = {
  conversation: ConversationId('cnv_rehearsal'),
  customer: CustomerId('cus_rehearsal'),
  channel: ChannelId('chn_rehearsal'),
};

/** The channel nobody has. */
export const rehearsalChannel = nowhere.channel;

const authors: Readonly<Record<Utterance['from'], MessageAuthor['kind']>> = {
  customer: 'customer',
  assistant: 'assistant',
  human: 'system',
};

const messageOf = (
  tenant: Tenant,
  kind: MessageAuthor['kind'],
  content: MessageContent,
  seq: number,
  at: Date,
): Message => ({
  id: MessageId(`msg_rehearsal-${seq}`),
  tenantId: tenant.state.id,
  conversationId: nowhere.conversation,
  channelId: nowhere.channel,
  seq,
  direction: kind === 'customer' ? 'in' : 'out',
  author: { kind } as MessageAuthor,
  content,
  choices: [],
  status: kind === 'customer' ? 'received' : 'sent',
  externalId: null,
  turnId: null,
  epoch: 0,
  sensitive: false,
  attempts: 1,
  statusReason: null,
  createdAt: at,
  statusAt: at,
});

const conversationOf = (tenant: Tenant, { dialogue, mode }: RehearsalState, answered: number, last: number, at: Date) =>
  new Conversation(
    {
      id: nowhere.conversation,
      tenantId: tenant.state.id,
      customerId: nowhere.customer,
      channelId: nowhere.channel,
      status: 'open',
      mode,
      assistantOn: true,
      epoch: 0,
      holder: null,
      assignee: null,
      tags: [],
      escalation: null,
      dialogue,
      resolution: null,
      createdAt: at,
      firstResponseAt: null,
      closedAt: null,
      version: 1,
    },
    { lastSeq: last, inboundSeq: last, answeredSeq: answered, lastMessageAt: at, lastInboundAt: at },
  );

/** What a turn would be decided from if a customer had written this: the same one in every part but that nobody did. */
export const rehearse = (
  tenant: Tenant,
  catalogue: CatalogueSnapshot,
  { state, messages, choiceId }: Rehearsed,
  at: Date,
): Omit<SituationParts, 'menus' | 'assistant'> => {
  const said = state.history.map(({ from, text }, index) =>
    messageOf(tenant, authors[from], { type: 'text', text }, index + 1, at),
  );
  const answered = said.length;
  const isTap = (index: number): boolean => choiceId !== null && index === messages.length - 1;
  const written = messages.map((text, index) =>
    messageOf(
      tenant,
      'customer',
      isTap(index) ? { type: 'choice', id: choiceId ?? '', text } : { type: 'text', text },
      answered + index + 1,
      at,
    ),
  );
  const conversation = conversationOf(tenant, state, answered, answered + written.length, at);
  return { tenant, conversation, messages: [...said, ...written], catalogue, orderIsPending: state.orderIsPending };
};
