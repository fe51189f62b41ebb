import { randomBytes } from 'node:crypto';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import {
  ApiKeyId,
  AssistantId,
  AssistantVersionId,
  CannedReplyId,
  ChannelId,
  ConversationId,
  CustomerId,
  DocumentId,
  FaqId,
  FileId,
  FlowId,
  FormId,
  FunctionCallId,
  FunctionId,
  type IdKind,
  InvitationId,
  idPrefixes,
  LeadId,
  MailId,
  MessageId,
  NoteId,
  OrderId,
  RoleId,
  ServiceId,
  SessionId,
  StudioRunId,
  SuggestionId,
  TenantId,
  TestCaseId,
  TurnId,
  UserId,
  VisitorId,
  WidgetSessionId,
} from '#domain/shared/ids';

/** `<prefix>_` and 32 hex digits: 48 bits of milliseconds, then 80 random ones. */
export class RandomIds implements Ids {
  readonly #clock: Pick<Clock, 'now'>;
  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  tenant = (): TenantId => TenantId(this.#next('tenant'));
  user = (): UserId => UserId(this.#next('user'));
  role = (): RoleId => RoleId(this.#next('role'));
  session = (): SessionId => SessionId(this.#next('session'));
  apiKey = (): ApiKeyId => ApiKeyId(this.#next('apiKey'));
  service = (): ServiceId => ServiceId(this.#next('service'));
  faq = (): FaqId => FaqId(this.#next('faq'));
  customer = (): CustomerId => CustomerId(this.#next('customer'));
  conversation = (): ConversationId => ConversationId(this.#next('conversation'));
  message = (): MessageId => MessageId(this.#next('message'));
  turn = (): TurnId => TurnId(this.#next('turn'));
  order = (): OrderId => OrderId(this.#next('order'));
  channel = (): ChannelId => ChannelId(this.#next('channel'));
  flow = (): FlowId => FlowId(this.#next('flow'));
  form = (): FormId => FormId(this.#next('form'));
  lead = (): LeadId => LeadId(this.#next('lead'));
  file = (): FileId => FileId(this.#next('file'));
  note = (): NoteId => NoteId(this.#next('note'));
  cannedReply = (): CannedReplyId => CannedReplyId(this.#next('cannedReply'));
  widgetSession = (): WidgetSessionId => WidgetSessionId(this.#next('widgetSession'));
  visitor = (): VisitorId => VisitorId(this.#next('visitor'));
  mail = (): MailId => MailId(this.#next('mail'));
  invitation = (): InvitationId => InvitationId(this.#next('invitation'));
  function = (): FunctionId => FunctionId(this.#next('function'));
  functionCall = (): FunctionCallId => FunctionCallId(this.#next('functionCall'));
  document = (): DocumentId => DocumentId(this.#next('document'));
  testCase = (): TestCaseId => TestCaseId(this.#next('testCase'));
  assistant = (): AssistantId => AssistantId(this.#next('assistant'));
  assistantVersion = (): AssistantVersionId => AssistantVersionId(this.#next('assistantVersion'));
  studioRun = (): StudioRunId => StudioRunId(this.#next('studioRun'));
  suggestion = (): SuggestionId => SuggestionId(this.#next('suggestion'));

  #next(kind: IdKind): string {
    const time = this.#clock.now().getTime().toString(16).padStart(12, '0');
    return `${idPrefixes[kind]}_${time}${randomBytes(10).toString('hex')}`;
  }
}
