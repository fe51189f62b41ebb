import { InvalidInput, integerOf, listOf, textOf } from '#application/input';
import type { AiVendors } from '#application/ports/ai-vendors';
import {
  type AiLimits,
  type AiSettings,
  type ChainStep,
  isSameModel,
  type ModelPrice,
  type ModelRef,
  priceOf,
} from '#domain/ai/ai-settings';

const mostSteps = 5;
const mostPrices = 100;
/** A thousand dollars for a million tokens, and a million dollars a day: beyond is a typing error. */
const mostPriceMicros = 1_000_000_000;
const mostDailyMicros = 1_000_000_000_000;
/** A turn has 45 s; what is left is for the engine, the store and the answer. */
const longestTotalMs = 40_000;

/** Names an account in addresses, logs and the price list. @throws {InvalidInput} */
export const connectionNameOf = (raw: string): string => {
  const name = raw.trim();
  if (!/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(name))
    throw new InvalidInput('name', 'a name has 1 to 32 small letters, digits and hyphens, such as openai-main');
  return name;
};

/** @throws {InvalidInput} no such account. */
const knownRef = (field: string, { connection, model }: ModelRef, settings: AiSettings): ModelRef => {
  if (!settings.connections.some(({ name }) => name === connection))
    throw new InvalidInput(`${field}.connection`, `no account is called ${connection}: add it first`);
  return { connection, model: textOf(`${field}.model`, model, 120) };
};

const temperatureOf = (field: string, raw: number | null): number | null => {
  if (raw !== null && !(raw >= 0 && raw <= 2))
    throw new InvalidInput(field, 'a temperature is a number from 0 to 2, or empty');
  return raw;
};

/**
 * A chain whose every model has an account and a price: what a call may cost is known before it is made.
 * @throws {InvalidInput}
 */
export const chainOf = (field: string, raw: readonly ChainStep[], settings: AiSettings): readonly ChainStep[] =>
  listOf(field, raw, mostSteps).map((step, at) => {
    const ref = knownRef(`${field}.${at}`, step, settings);
    if (raw.findIndex((each) => isSameModel(each, step)) !== at)
      throw new InvalidInput(`${field}.${at}.model`, 'this model stands in the chain already');
    if (priceOf(settings, ref) === null)
      throw new InvalidInput(`${field}.${at}.model`, 'this model has no price yet: enter it in the price list first');
    return { ...ref, temperature: temperatureOf(`${field}.${at}.temperature`, step.temperature) };
  });

/** One that stays as it was keeps its date. */
const entered = (price: Omit<ModelPrice, 'enteredAt'>, settings: AiSettings, at: Date): ModelPrice => {
  const before = priceOf(settings, price);
  const isSame = before?.inputMicros === price.inputMicros && before.outputMicros === price.outputMicros;
  if (!isSame) return { ...price, enteredAt: at };
  return before.enteredAt === undefined ? price : { ...price, enteredAt: before.enteredAt };
};

/** @throws {InvalidInput} */
export const pricesOf = (raw: readonly ModelPrice[], settings: AiSettings, at: Date): readonly ModelPrice[] =>
  listOf('prices', raw, mostPrices).map((price, place) => {
    const field = `prices.${place}`;
    if (raw.findIndex((each) => isSameModel(each, price)) !== place)
      throw new InvalidInput(`${field}.model`, 'this model has a price already');
    const checked = {
      ...knownRef(field, price, settings),
      inputMicros: integerOf(`${field}.inputMicros`, price.inputMicros, 0, mostPriceMicros),
      outputMicros: integerOf(`${field}.outputMicros`, price.outputMicros, 0, mostPriceMicros),
    };
    return entered(checked, settings, at);
  });

/** @throws {InvalidInput} */
export const maxOutputTokensOf = (field: string, raw: number): number => integerOf(field, raw, 100, 8_000);
/** @throws {InvalidInput} */
export const dailyMicrosOf = (field: string, raw: number): number => integerOf(field, raw, 0, mostDailyMicros);

/** @throws {InvalidInput} */
export const limitsOf = (raw: AiLimits): AiLimits => ({
  callMs: integerOf('limits.callMs', raw.callMs, 1_000, 30_000),
  totalMs: integerOf('limits.totalMs', raw.totalMs, 2_000, longestTotalMs),
  maxOutputTokens: maxOutputTokensOf('limits.maxOutputTokens', raw.maxOutputTokens),
  tenantDailyMicros: dailyMicrosOf('limits.tenantDailyMicros', raw.tenantDailyMicros),
  platformDailyMicros: dailyMicrosOf('limits.platformDailyMicros', raw.platformDailyMicros),
  degradePercent: integerOf('limits.degradePercent', raw.degradePercent, 1, 100),
});

/** A model for vectors or for voice notes, of a vendor that has such models. @throws {InvalidInput} */
export const helperOf = (
  field: 'embedder' | 'transcriber',
  raw: ModelRef | null,
  settings: AiSettings,
  vendors: AiVendors,
): ModelRef | null => {
  if (raw === null) return null;
  const ref = knownRef(field, raw, settings);
  const account = settings.connections.find(({ name }) => name === ref.connection);
  const vendor = vendors.list().find(({ id }) => id === account?.vendor);
  const isAble = field === 'embedder' ? vendor?.embeds : vendor?.transcribes;
  if (isAble !== true) throw new InvalidInput(`${field}.connection`, 'this vendor has no such models');
  if (priceOf(settings, ref) === null)
    throw new InvalidInput(`${field}.model`, 'this model has no price yet: enter it in the price list first');
  return ref;
};
