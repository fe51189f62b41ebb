import type { Express } from 'express';
import type { ServiceIdentifier } from 'inversify';
import type { Dispatcher } from 'undici';
import type { UseCases } from '#adapters/http/use-cases';
import type { AskModel } from '#application/ai/ask-model';
import type { LiveAi } from '#application/ai/live-ai';
import type { ModelHealth } from '#application/ai/model-health';
import type { PaidHelpers } from '#application/ai/paid-helpers';
import type { SpendBook } from '#application/ai/spend-book';
import type { TrialModels } from '#application/ai/trial-models';
import type { WorkStudio } from '#application/assistants/work-studio';
import type { FetchInboundMedia } from '#application/channels/fetch-inbound-media';
import type { DeliverMessages } from '#application/delivery/deliver-messages';
import type { Sweep } from '#application/delivery/sweep';
import type { FileKeeper } from '#application/files/file-keeper';
import type { FileLinks } from '#application/files/file-links';
import type { PictureLinks } from '#application/files/picture-links';
import type { CallFunction } from '#application/functions/call-function';
import type { PassageFinder } from '#application/knowledge/passage-finder';
import type { PassageIndexes } from '#application/knowledge/passage-indexes';
import type { PrepareKnowledge } from '#application/knowledge/prepare-knowledge';
import type { ReadWaitingDocument } from '#application/knowledge/read-waiting-document';
import type { SentenceVectors } from '#application/knowledge/sentence-vectors';
import type { Unhurried } from '#application/knowledge/unhurried';
import type { FollowEvents } from '#application/live/follow-events';
import type { AccountMails } from '#application/mail/account-mails';
import type { NotifyTeam } from '#application/mail/notify-team';
import type { Post } from '#application/mail/post';
import type { SendMails } from '#application/mail/send-mails';
import type { AiVendors } from '#application/ports/ai-vendors';
import type { BlobStore } from '#application/ports/blob-store';
import type { CircuitBreakers } from '#application/ports/circuit-breakers';
import type { Clock } from '#application/ports/clock';
import type { DocumentReader } from '#application/ports/document-reader';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { LanguageModel } from '#application/ports/language-model';
import type { LiveBus } from '#application/ports/live-bus';
import type { LiveLog } from '#application/ports/live-log';
import type { Mailer } from '#application/ports/mailer';
import type { MediaSource } from '#application/ports/media-source';
import type { ModelTrainer } from '#application/ports/model-trainer';
import type { PasswordHasher } from '#application/ports/password-hasher';
import type { Presence } from '#application/ports/presence';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { SafeFetch } from '#application/ports/safe-fetch';
import type { Secrets } from '#application/ports/secrets';
import type { Signatures } from '#application/ports/signatures';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TextSafe } from '#application/ports/text-safe';
import type { TokenSigner } from '#application/ports/token-signer';
import type { Transport } from '#application/ports/transport';
import type { Vault } from '#application/ports/vault';
import type { WhatsAppEngines } from '#application/ports/whatsapp-engines';
import type { ReceiptLinks } from '#application/receipts/receipt-links';
import type { Switches } from '#application/tenancy/switches';
import type { ApplyTurn } from '#application/turns/apply-turn';
import type { TakeTurn } from '#application/turns/take-turn';
import type { Think } from '#application/turns/think';
import type { LabelAnswers } from '#application/understanding/label-answers';
import type { Understandings } from '#application/understanding/understandings';
import type { SealRows } from '#application/upkeep/seal-rows';
import type { ChannelKind } from '#domain/channel/channel';
import type { KnowledgeParts } from '#infrastructure/composition/create-knowledge';
import type { Widget } from '#infrastructure/composition/create-widget';
import type { Readiness } from '#infrastructure/composition/readiness';
import type { SetupToken } from '#infrastructure/composition/setup-token';
import type { Sharing } from '#infrastructure/composition/sharing';
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
  mediaSources: token<ReadonlyMap<ChannelKind, MediaSource>>('MediaSources'),
  fetchInboundMedia: token<FetchInboundMedia>('FetchInboundMedia'),
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
  sealRows: token<SealRows>('SealRows'),
  post: token<Post>('Post'),
  accountMails: token<AccountMails>('AccountMails'),
  notifyTeam: token<NotifyTeam>('NotifyTeam'),
  signatures: token<Signatures>('Signatures'),
  blobs: token<BlobStore>('BlobStore'),
  vault: token<Vault>('Vault'),
  safeFetch: token<SafeFetch>('SafeFetch'),
  callFunction: token<CallFunction>('CallFunction'),
  fileLinks: token<FileLinks>('FileLinks'),
  pictureLinks: token<PictureLinks>('PictureLinks'),
  fileKeeper: token<FileKeeper>('FileKeeper'),
  widget: token<Widget>('Widget'),
  documentReader: token<DocumentReader>('DocumentReader'),
  webFetch: token<SafeFetch>('WebFetch'),
  passageFinder: token<PassageFinder>('PassageFinder'),
  knowledge: token<KnowledgeParts>('Knowledge'),
  readDocument: token<ReadWaitingDocument>('ReadWaitingDocument'),
  useCases: token<UseCases>('UseCases'),
  http: token<Express>('Http'),
  aiVendors: token<AiVendors>('AiVendors'),
  textSafe: token<TextSafe>('TextSafe'),
  liveAi: token<LiveAi>('LiveAi'),
  breakers: token<CircuitBreakers>('CircuitBreakers'),
  modelHealth: token<ModelHealth>('ModelHealth'),
  spendBook: token<SpendBook>('SpendBook'),
  askModel: token<AskModel>('AskModel'),
  paidHelpers: token<PaidHelpers>('PaidHelpers'),
  unhurried: token<Unhurried>('Unhurried'),
  passageIndexes: token<PassageIndexes>('PassageIndexes'),
  sentenceVectors: token<SentenceVectors>('SentenceVectors'),
  prepareKnowledge: token<PrepareKnowledge>('PrepareKnowledge'),
  receiptLinks: token<ReceiptLinks>('ReceiptLinks'),
  workStudio: token<WorkStudio>('WorkStudio'),
  trainer: token<ModelTrainer>('ModelTrainer'),
  understandings: token<Understandings>('Understandings'),
  labelAnswers: token<LabelAnswers>('LabelAnswers'),
  trialModels: token<TrialModels>('TrialModels'),
  readiness: token<Readiness>('Readiness'),
  sweeperQueue: token<Pick<JobQueue, 'enqueue'>>('SweeperQueue'),
  sharing: token<Sharing>('Sharing'),
} as const;
