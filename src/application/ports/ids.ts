import type {
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
  InvitationId,
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

/** New ids. They begin with the time, so that ids made later sort later. */
export interface Ids {
  tenant(): TenantId;
  user(): UserId;
  role(): RoleId;
  session(): SessionId;
  apiKey(): ApiKeyId;
  service(): ServiceId;
  faq(): FaqId;
  customer(): CustomerId;
  conversation(): ConversationId;
  message(): MessageId;
  turn(): TurnId;
  order(): OrderId;
  channel(): ChannelId;
  flow(): FlowId;
  form(): FormId;
  lead(): LeadId;
  file(): FileId;
  note(): NoteId;
  cannedReply(): CannedReplyId;
  widgetSession(): WidgetSessionId;
  visitor(): VisitorId;
  mail(): MailId;
  invitation(): InvitationId;
  function(): FunctionId;
  functionCall(): FunctionCallId;
  document(): DocumentId;
  testCase(): TestCaseId;
  assistant(): AssistantId;
  assistantVersion(): AssistantVersionId;
  studioRun(): StudioRunId;
  suggestion(): SuggestionId;
}
