import { randomBytes } from 'node:crypto';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import {
  ApiKeyId,
  ChannelId,
  ConversationId,
  CustomerId,
  FaqId,
  type IdKind,
  idPrefixes,
  MessageId,
  OrderId,
  RoleId,
  ServiceId,
  SessionId,
  TenantId,
  TurnId,
  UserId,
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

  #next(kind: IdKind): string {
    const time = this.#clock.now().getTime().toString(16).padStart(12, '0');
    return `${idPrefixes[kind]}_${time}${randomBytes(10).toString('hex')}`;
  }
}
