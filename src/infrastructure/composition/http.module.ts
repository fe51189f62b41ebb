import { fileURLToPath } from 'node:url';
import type { Container } from 'inversify';
import { channelFormsOf } from '#adapters/channels/channel-forms';
import { answerChallenge } from '#adapters/channels/cloud-api/challenge';
import { readWebhook } from '#adapters/channels/cloud-api/read-webhook';
import { isSignedByMeta } from '#adapters/channels/cloud-api/signature';
import { channelManifests, emulatedChannelManifests } from '#adapters/channels/registry';
import type { CloudApiWebhook } from '#adapters/http/cloud-api-webhook';
import { createHttpApp } from '#adapters/http/create-http-app';
import { defaultRates } from '#adapters/http/http-dependencies';
import type { Clock } from '#application/ports/clock';
import type { AiPorts } from '#infrastructure/composition/create-ai-use-cases';
import { createUseCases } from '#infrastructure/composition/create-use-cases';
import { tokens } from '#infrastructure/composition/tokens';
import type { Config } from '#infrastructure/config/config';

/** Without an app secret or a verify token nothing is signed and no challenge is met: everything is refused. */
const cloudApiOf = ({ cloudApi }: Config, clock: Clock): CloudApiWebhook => ({
  challenge: (query) => answerChallenge(query, cloudApi.verifyToken ?? ''),
  isSigned: (bytes, signature) => isSignedByMeta(bytes, signature, cloudApi.appSecret ?? ''),
  read: (bytes) => readWebhook(bytes, clock.now()),
});

/** From `src` and from `dist` alike. */
const assetsFolder = fileURLToPath(new URL('../../../dist', import.meta.url));

const aiPortsOf = (from: Pick<Container, 'get'>): AiPorts => ({
  vendors: from.get(tokens.aiVendors),
  safe: from.get(tokens.textSafe),
  live: from.get(tokens.liveAi),
  health: from.get(tokens.modelHealth),
  breakers: from.get(tokens.breakers),
  ask: from.get(tokens.askModel),
  trials: from.get(tokens.trialModels),
});

const bindUseCases = (container: Container): void => {
  container.bind(tokens.useCases).toDynamicValue((from) =>
    createUseCases({
      store: from.get(tokens.store),
      clock: from.get(tokens.clock),
      ids: from.get(tokens.ids),
      queue: from.get(tokens.queue),
      bus: from.get(tokens.bus),
      telemetry: from.get(tokens.telemetry),
      secrets: from.get(tokens.secrets),
      hasher: from.get(tokens.hasher),
      signer: from.get(tokens.signer),
      limiter: from.get(tokens.limiter),
      switches: from.get(tokens.switches),
      setupToken: from.get(tokens.setupToken),
      transports: from.get(tokens.transports),
      presence: from.get(tokens.presence),
      followEvents: from.get(tokens.followEvents),
      think: from.get(tokens.think),
      accountMails: from.get(tokens.accountMails),
      notifyTeam: from.get(tokens.notifyTeam),
      channelForms: channelFormsOf(
        from.get(tokens.config).whatsapp.url === null ? channelManifests : emulatedChannelManifests,
      ),
      publicUrl: from.get(tokens.config).publicUrl,
      blobs: from.get(tokens.blobs),
      links: from.get(tokens.fileLinks),
      keeper: from.get(tokens.fileKeeper),
      pictures: from.get(tokens.pictureLinks),
      widget: from.get(tokens.widget),
      whatsApp: from.get(tokens.whatsAppSessions),
      vault: from.get(tokens.vault),
      fetch: from.get(tokens.safeFetch),
      callFunction: from.get(tokens.callFunction),
      ai: aiPortsOf(from),
      notes: from.get(tokens.paidHelpers),
      knowledge: from.get(tokens.knowledge),
      receipts: from.get(tokens.receiptLinks),
      labels: from.get(tokens.labelAnswers),
    }),
  );
};

/** It takes work, and its store answers: else it throws, or says no. */
export const isReady = async (container: Container): Promise<boolean> => {
  if (!container.get(tokens.readiness).isReady) return false;
  await container.get(tokens.store).platform.killSwitches();
  return true;
};

/** The use cases and the HTTP side that calls them. */
export const bindHttp = (container: Container): void => {
  bindUseCases(container);
  container.bind(tokens.http).toResolvedValue(
    (useCases, config, switches, limiter, telemetry, clock) =>
      createHttpApp({
        useCases,
        cloudApi: cloudApiOf(config, clock),
        tenantSlug: async (tenantId) => (await switches.tenant(tenantId))?.state.slug ?? null,
        isReady: () => isReady(container),
        assetsFolder,
        rateLimiter: limiter,
        telemetry,
        rates: defaultRates,
        trustedProxies: config.trustProxy ? 1 : 0,
        chatWaitMs: 20_000,
        checkResponses: false,
      }),
    [tokens.useCases, tokens.config, tokens.switches, tokens.limiter, tokens.telemetry, tokens.clock],
  );
};
