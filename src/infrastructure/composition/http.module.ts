import type { Container } from 'inversify';
import { answerChallenge } from '#adapters/channels/cloud-api/challenge';
import { readWebhook } from '#adapters/channels/cloud-api/read-webhook';
import { isSignedByMeta } from '#adapters/channels/cloud-api/signature';
import type { CloudApiWebhook } from '#adapters/http/cloud-api-webhook';
import { createHttpApp } from '#adapters/http/create-http-app';
import { defaultRates } from '#adapters/http/http-dependencies';
import type { Clock } from '#application/ports/clock';
import { createUseCases } from '#infrastructure/composition/create-use-cases';
import { tokens } from '#infrastructure/composition/tokens';
import type { Config } from '#infrastructure/config/config';

/** Without an app secret or a verify token nothing is signed and no challenge is met: everything is refused. */
const cloudApiOf = ({ cloudApi }: Config, clock: Clock): CloudApiWebhook => ({
  challenge: (query) => answerChallenge(query, cloudApi.verifyToken ?? ''),
  isSigned: (bytes, signature) => isSignedByMeta(bytes, signature, cloudApi.appSecret ?? ''),
  read: (bytes) => readWebhook(bytes, clock.now()),
});

const bindUseCases = (container: Container): void => {
  container.bind(tokens.useCases).toResolvedValue(
    (store, clock, ids, queue, bus, telemetry, secrets, hasher, signer, limiter, switches, setupToken, transports) =>
      createUseCases({
        store,
        clock,
        ids,
        queue,
        bus,
        telemetry,
        secrets,
        hasher,
        signer,
        limiter,
        switches,
        setupToken,
        transports,
      }),
    [
      tokens.store,
      tokens.clock,
      tokens.ids,
      tokens.queue,
      tokens.bus,
      tokens.telemetry,
      tokens.secrets,
      tokens.hasher,
      tokens.signer,
      tokens.limiter,
      tokens.switches,
      tokens.setupToken,
      tokens.transports,
    ],
  );
};

/** The use cases and the HTTP side that calls them. */
export const bindHttp = (container: Container): void => {
  bindUseCases(container);
  container.bind(tokens.http).toResolvedValue(
    (useCases, config, switches, limiter, telemetry, store, clock) =>
      createHttpApp({
        useCases,
        cloudApi: cloudApiOf(config, clock),
        tenantSlug: async (tenantId) => (await switches.tenant(tenantId))?.state.slug ?? null,
        // It throws when the store does not answer.
        isReady: () => store.platform.killSwitches().then(() => true),
        rateLimiter: limiter,
        telemetry,
        rates: defaultRates,
        trustedProxies: config.trustProxy ? 1 : 0,
        chatWaitMs: 20_000,
        checkResponses: false,
      }),
    [tokens.useCases, tokens.config, tokens.switches, tokens.limiter, tokens.telemetry, tokens.store, tokens.clock],
  );
};
