import type { Express } from 'express';
import type { ServiceIdentifier } from 'inversify';
import type { Dispatcher } from 'undici';
import type { UseCases } from '#adapters/http/use-cases';
import type { DeliverMessages } from '#application/delivery/deliver-messages';
import type { Sweep } from '#application/delivery/sweep';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { LanguageModel } from '#application/ports/language-model';
import type { LiveBus } from '#application/ports/live-bus';
import type { PasswordHasher } from '#application/ports/password-hasher';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TokenSigner } from '#application/ports/token-signer';
import type { Transport } from '#application/ports/transport';
import type { Switches } from '#application/tenancy/switches';
import type { ApplyTurn } from '#application/turns/apply-turn';
import type { TakeTurn } from '#application/turns/take-turn';
import type { ChannelKind } from '#domain/channel/channel';
import type { SetupToken } from '#infrastructure/composition/setup-token';
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
  secrets: token<Secrets>('Secrets'),
  hasher: token<PasswordHasher>('PasswordHasher'),
  signer: token<TokenSigner>('TokenSigner'),
  limiter: token<RateLimiter>('RateLimiter'),
  setupToken: token<SetupToken>('SetupToken'),
  switches: token<Switches>('Switches'),
  model: token<LanguageModel>('LanguageModel'),
  dispatcher: token<Dispatcher>('Dispatcher'),
  transports: token<ReadonlyMap<ChannelKind, Transport>>('Transports'),
  applyTurn: token<ApplyTurn>('ApplyTurn'),
  takeTurn: token<TakeTurn>('TakeTurn'),
  deliverMessages: token<DeliverMessages>('DeliverMessages'),
  sweep: token<Sweep>('Sweep'),
  useCases: token<UseCases>('UseCases'),
  http: token<Express>('Http'),
} as const;
