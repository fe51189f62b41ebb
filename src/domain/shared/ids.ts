/**
 * Ids carry their kind in the type and in the text (`ord_…`), so an order's id handed in where a conversation's belongs
 * fails to compile, and fails to parse at the edge.
 */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type TenantId = Id<'TenantId'>;
export type UserId = Id<'UserId'>;
export type RoleId = Id<'RoleId'>;
export type SessionId = Id<'SessionId'>;
export type ApiKeyId = Id<'ApiKeyId'>;
export type ServiceId = Id<'ServiceId'>;
export type FaqId = Id<'FaqId'>;
export type CustomerId = Id<'CustomerId'>;
export type ConversationId = Id<'ConversationId'>;
export type MessageId = Id<'MessageId'>;
export type TurnId = Id<'TurnId'>;
export type OrderId = Id<'OrderId'>;
export type ChannelId = Id<'ChannelId'>;
export type FlowId = Id<'FlowId'>;
export type FormId = Id<'FormId'>;
export type LeadId = Id<'LeadId'>;
export type FileId = Id<'FileId'>;
export type NoteId = Id<'NoteId'>;
export type CannedReplyId = Id<'CannedReplyId'>;
export type WidgetSessionId = Id<'WidgetSessionId'>;
export type VisitorId = Id<'VisitorId'>;
export type MailId = Id<'MailId'>;
export type InvitationId = Id<'InvitationId'>;
export type FunctionId = Id<'FunctionId'>;
export type FunctionCallId = Id<'FunctionCallId'>;
export type DocumentId = Id<'DocumentId'>;
export type SentenceId = Id<'SentenceId'>;
export type TestCaseId = Id<'TestCaseId'>;
export type AssistantId = Id<'AssistantId'>;
export type AssistantVersionId = Id<'AssistantVersionId'>;
export type StudioRunId = Id<'StudioRunId'>;
export type SuggestionId = Id<'SuggestionId'>;

export const TenantId = (raw: string): TenantId => raw as TenantId;
export const UserId = (raw: string): UserId => raw as UserId;
export const RoleId = (raw: string): RoleId => raw as RoleId;
export const SessionId = (raw: string): SessionId => raw as SessionId;
export const ApiKeyId = (raw: string): ApiKeyId => raw as ApiKeyId;
export const ServiceId = (raw: string): ServiceId => raw as ServiceId;
export const FaqId = (raw: string): FaqId => raw as FaqId;
export const CustomerId = (raw: string): CustomerId => raw as CustomerId;
export const ConversationId = (raw: string): ConversationId => raw as ConversationId;
export const MessageId = (raw: string): MessageId => raw as MessageId;
export const TurnId = (raw: string): TurnId => raw as TurnId;
export const OrderId = (raw: string): OrderId => raw as OrderId;
export const ChannelId = (raw: string): ChannelId => raw as ChannelId;
export const FlowId = (raw: string): FlowId => raw as FlowId;
export const FormId = (raw: string): FormId => raw as FormId;
export const LeadId = (raw: string): LeadId => raw as LeadId;
export const FileId = (raw: string): FileId => raw as FileId;
export const NoteId = (raw: string): NoteId => raw as NoteId;
export const CannedReplyId = (raw: string): CannedReplyId => raw as CannedReplyId;
export const WidgetSessionId = (raw: string): WidgetSessionId => raw as WidgetSessionId;
export const VisitorId = (raw: string): VisitorId => raw as VisitorId;
export const MailId = (raw: string): MailId => raw as MailId;
export const InvitationId = (raw: string): InvitationId => raw as InvitationId;
export const FunctionId = (raw: string): FunctionId => raw as FunctionId;
export const FunctionCallId = (raw: string): FunctionCallId => raw as FunctionCallId;
export const DocumentId = (raw: string): DocumentId => raw as DocumentId;
export const SentenceId = (raw: string): SentenceId => raw as SentenceId;
export const TestCaseId = (raw: string): TestCaseId => raw as TestCaseId;
export const AssistantId = (raw: string): AssistantId => raw as AssistantId;
export const AssistantVersionId = (raw: string): AssistantVersionId => raw as AssistantVersionId;
export const StudioRunId = (raw: string): StudioRunId => raw as StudioRunId;
export const SuggestionId = (raw: string): SuggestionId => raw as SuggestionId;

/** The prefix of each kind of id. Text form: `<prefix>_<32 hex>`, and a derived id appends `-<part>`. */
export const idPrefixes = {
  tenant: 'ten',
  user: 'usr',
  role: 'rol',
  session: 'ses',
  apiKey: 'key',
  service: 'svc',
  faq: 'faq',
  customer: 'cus',
  conversation: 'cnv',
  message: 'msg',
  turn: 'trn',
  order: 'ord',
  channel: 'chn',
  flow: 'flw',
  form: 'frm',
  lead: 'led',
  file: 'fil',
  note: 'nte',
  cannedReply: 'can',
  widgetSession: 'wss',
  visitor: 'vis',
  mail: 'mal',
  invitation: 'inv',
  function: 'fnc',
  functionCall: 'fcl',
  document: 'doc',
  sentence: 'sen',
  testCase: 'tst',
  assistant: 'ast',
  assistantVersion: 'asv',
  studioRun: 'run',
  suggestion: 'sug',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** Does `raw` have the form of an id of this kind? Says nothing about whether it exists. */
export const isIdOf = (kind: IdKind, raw: string): boolean =>
  raw.startsWith(`${idPrefixes[kind]}_`) && /^[a-z]{3}_[0-9a-f]{32}(?:-[a-z0-9]{1,12})?$/.test(raw);

/** The part of an id behind its prefix: what derived ids are built from. */
const bodyOf = (id: string): string => id.slice(4, 36);

/**
 * Ids of what a turn causes derive from the turn's id, so applying a turn twice writes the same rows twice and changes
 * nothing the second time.
 */
export const derivedMessageId = (source: TurnId | OrderId, part: string): MessageId =>
  MessageId(`${idPrefixes.message}_${bodyOf(source)}-${part}`);
export const derivedOrderId = (source: TurnId): OrderId => OrderId(`${idPrefixes.order}_${bodyOf(source)}`);
/** The lead a turn makes of a form that was filled in by chat. */
export const derivedLeadId = (source: TurnId): LeadId => LeadId(`${idPrefixes.lead}_${bodyOf(source)}`);
/** One mail for each cause and recipient, so that telling of the same thing twice adds nothing. */
export const derivedMailId = (source: TurnId | LeadId | MessageId | ChannelId, part: string): MailId =>
  MailId(`${idPrefixes.mail}_${bodyOf(source)}-${part}`);
/** The order that came from the same turn as this mail. */
export const orderOfMail = (id: MailId): OrderId => OrderId(`${idPrefixes.order}_${bodyOf(id)}`);
/** A sentence's id says which one of which version it is, so that reading a document twice writes the same rows twice. */
export const derivedSentenceId = (source: DocumentId, number: number, position: number): SentenceId =>
  SentenceId(`${idPrefixes.sentence}_${bodyOf(source)}-${number.toString(36)}s${position.toString(36)}`);
/** A tenant's default assistant and its first version are as old as the tenant. */
export const defaultAssistantId = (tenant: TenantId): AssistantId =>
  AssistantId(`${idPrefixes.assistant}_${bodyOf(tenant)}`);
export const firstVersionId = (tenant: TenantId): AssistantVersionId =>
  AssistantVersionId(`${idPrefixes.assistantVersion}_${bodyOf(tenant)}`);
/** What a turn would have said, for a person to send. */
export const derivedSuggestionId = (source: TurnId): SuggestionId =>
  SuggestionId(`${idPrefixes.suggestion}_${bodyOf(source)}`);
/** The message a suggestion is sent as: pressing twice sends once. */
export const messageOfSuggestion = (source: SuggestionId, part: string): MessageId =>
  MessageId(`${idPrefixes.message}_${bodyOf(source)}-${part}`);
