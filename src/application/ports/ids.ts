import type {
  ApiKeyId,
  ChannelId,
  ConversationId,
  CustomerId,
  FaqId,
  MessageId,
  OrderId,
  RoleId,
  ServiceId,
  SessionId,
  TenantId,
  TurnId,
  UserId,
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
}
