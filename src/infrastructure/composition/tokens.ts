import type { Express } from 'express';
import type { ServiceIdentifier } from 'inversify';
import type { Dispatcher } from 'undici';
import type { UseCases } from '#adapters/http/use-cases';
import type { DeliverMessages } from '#application/delivery/deliver-messages';
import type { Sweep } from '#application/delivery/sweep';
import type { FileKeeper } from '#application/files/file-keeper';
import type { FileLinks } from '#application/files/file-links';
import type { PictureLinks } from '#application/files/picture-links';
import type { FollowEvents } from '#application/live/follow-events';
import type { AccountMails } from '#application/mail/account-mails';
import type { NotifyTeam } from '#application/mail/notify-team';
import type { Post } from '#application/mail/post';
import type { SendMails } from '#application/mail/send-mails';
import type { BlobStore } from '#application/ports/blob-store';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { LanguageModel } from '#application/ports/language-model';
import type { LiveBus } from '#application/ports/live-bus';
import type { LiveLog } from '#application/ports/live-log';
import type { Mailer } from '#application/ports/mailer';
import type { ModelTrainer } from '#application/ports/model-trainer';
import type { PasswordHasher } from '#application/ports/password-hasher';
import type { Presence } from '#application/ports/presence';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { Secrets } from '#application/ports/secrets';
import type { Signatures } from '#application/ports/signatures';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TokenSigner } from '#application/ports/token-signer';
import type { Transport } from '#application/ports/transport';
import type { Vault } from '#application/ports/vault';
import type { WhatsAppEngines } from '#application/ports/whatsapp-engines';
import type { Switches } from '#application/tenancy/switches';
import type { ApplyTurn } from '#application/turns/apply-turn';
import type { TakeTurn } from '#application/turns/take-turn';
import type { Think } from '#application/turns/think';
import type { Understandings } from '#application/understanding/understandings';
import type { ChannelKind } from '#domain/channel/channel';
import type { Widget } from '#infrastructure/composition/create-widget';
import type { SetupToken } from '#infrastructure/composition/setup-token';
import type { WhatsAppSending, WhatsAppSessions } from '#infrastructure/composition/whatsapp-parts';
import type { Config } from '#infrastructure/config/config';

const token = <T>(name: string): ServiceIdentifier<T> => Symbol(name) as ServiceIdentifier<T>;

/** Everything that is made once per process. */
export const tokens = {
  config: token<Config>('Config'),
  clock: token<Clock>('Clock'),
  ids: token<Ids>('Ids'),
  telemetry: token<Telemetry>('Telemetry'),
  store: token<Store>('Store'),
  queue: token<JobQueue>('JobQueue'),
  bus: token<LiveBus>('LiveBus'),
  liveLog: token<LiveLog>('LiveLog'),
  presence: token<Presence>('Presence'),
  followEvents: token<FollowEvents>('FollowEvents'),
  secrets: token<Secrets>('Secrets'),
  hasher: token<PasswordHasher>('PasswordHasher'),
  signer: token<TokenSigner>('TokenSigner'),
  limiter: token<RateLimiter>('RateLimiter'),
  setupToken: token<SetupToken>('SetupToken'),
  switches: token<Switches>('Switches'),
  model: token<LanguageModel>('LanguageModel'),
  dispatcher: token<Dispatcher>('Dispatcher'),
  transports: token<ReadonlyMap<ChannelKind, Transport>>('Transports'),
  think: token<Think>('Think'),
  whatsAppEngines: token<WhatsAppEngines>('WhatsAppEngines'),
  whatsAppSending: token<WhatsAppSending>('WhatsAppSending'),
  whatsAppSessions: token<WhatsAppSessions>('WhatsAppSessions'),
  applyTurn: token<ApplyTurn>('ApplyTurn'),
  takeTurn: token<TakeTurn>('TakeTurn'),
  deliverMessages: token<DeliverMessages>('DeliverMessages'),
  sweep: token<Sweep>('Sweep'),
  mailer: token<Mailer>('Mailer'),
  sendMails: token<SendMails>('SendMails'),
  post: token<Post>('Post'),
  accountMails: token<AccountMails>('AccountMails'),
  notifyTeam: token<NotifyTeam>('NotifyTeam'),
  signatures: token<Signatures>('Signatures'),
  blobs: token<BlobStore>('BlobStore'),
  vault: token<Vault>('Vault'),
  fileLinks: token<FileLinks>('FileLinks'),
  pictureLinks: token<PictureLinks>('PictureLinks'),
  fileKeeper: token<FileKeeper>('FileKeeper'),
  widget: token<Widget>('Widget'),
  useCases: token<UseCases>('UseCases'),
  http: token<Express>('Http'),
  trainer: token<ModelTrainer>('ModelTrainer'),
  understandings: token<Understandings>('Understandings'),
} as const;
