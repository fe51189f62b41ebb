import type { AiLimits, ChainStep } from '#domain/ai/ai-settings';
import { defaultAiSettings } from '#domain/ai/ai-settings';
import type { EngineRig } from '#test/integration/engine/engine-rig';

/** A key that must be seen nowhere but at the vendor. */
export const vendorKey = 'sk-test-0123456789-SECRET';
export const price = { inputMicros: 150_000, outputMicros: 600_000 };

/** The whole product with vendors' accounts in it, set up as the super admin does it. */
export const chooseModels = async (
  rig: EngineRig,
  accounts: readonly { readonly vendor: string; readonly baseUrl: string }[],
  limits: Partial<AiLimits> = {},
  chain?: readonly ChainStep[],
): Promise<void> => {
  const by = rig.platform;
  for (const { vendor, baseUrl } of accounts)
    await rig.useCases.saveAiConnection.execute({ by, name: vendor, vendor, settings: { baseUrl }, apiKey: vendorKey });
  const steps = accounts.map(({ vendor }) => ({ connection: vendor, model: 'm', temperature: null }));
  const { version } = await rig.store.platform.ai.settings();
  await rig.useCases.saveAiPolicy.execute({
    by,
    chain: chain ?? steps,
    prices: steps.map(({ connection, model }) => ({ connection, model, ...price })),
    limits: { ...defaultAiSettings.limits, ...limits },
    embedder: null,
    transcriber: null,
    version,
  });
};
