import type { TenantId } from '#domain/shared/ids';

/** An account at a vendor of models. Its key is sealed and never shown; the last four characters tell which one it is. */
export type AiConnection = {
  /** Chosen by the super admin; names it in the chain, the price list and the log. */
  readonly name: string;
  /** The id of a vendor's manifest, such as `openai`. */
  readonly vendor: string;
  /** Checked by the vendor's own schema; holds no secret. */
  readonly settings: Readonly<Record<string, string>>;
  readonly key: { readonly sealed: string; readonly lastFour: string } | null;
};

export type ModelRef = { readonly connection: string; readonly model: string };

/** One model to ask. `temperature: null` leaves it to the vendor: some models refuse any other. */
export type ChainStep = ModelRef & { readonly temperature: number | null };

/** In millionths of a US dollar for a million tokens: USD 0.15 is 150,000. Vendors' prices below a cent stay exact. */
export type ModelPrice = ModelRef & {
  readonly inputMicros: number;
  readonly outputMicros: number;
  /** When somebody last typed it in: a vendor changes its list and tells nobody here. Absent: before that was written down. */
  readonly enteredAt?: Date;
};

export type AiLimits = {
  /** For one call, its answer included. */
  readonly callMs: number;
  /** For all tries of one turn together. */
  readonly totalMs: number;
  readonly maxOutputTokens: number;
  /** Millionths of a US dollar per tenant and UTC day. */
  readonly tenantDailyMicros: number;
  /** The same for all tenants together. */
  readonly platformDailyMicros: number;
  /** From this share of a tenant's day on, in per cent, only the cheapest model of its chain is asked. */
  readonly degradePercent: number;
};

/** Which models answer, and what they may cost: the platform's choice, for every tenant that has none of its own. */
export type AiSettings = {
  readonly connections: readonly AiConnection[];
  /** Asked in this order; empty: the embedded engine alone. It stands behind the last of them in any case. */
  readonly chain: readonly ChainStep[];
  readonly prices: readonly ModelPrice[];
  readonly limits: AiLimits;
  readonly embedder: ModelRef | null;
  readonly transcriber: ModelRef | null;
  readonly version: number;
};

/** What one tenant has of its own. `null`: as for all. */
export type TenantAi = {
  readonly tenantId: TenantId;
  /** `engine_only`: nothing of this tenant is sent to a vendor. */
  readonly answers: 'as_platform' | 'own_chain' | 'engine_only';
  readonly chain: readonly ChainStep[];
  readonly maxOutputTokens: number | null;
  readonly dailyMicros: number | null;
  /** Phone numbers, e-mails, cards, IBANs and known names are taken out before a vendor sees a text (AI-14). */
  readonly redacts: boolean;
  readonly version: number;
};

export const defaultAiSettings: AiSettings = {
  connections: [],
  chain: [],
  prices: [],
  limits: {
    callMs: 15_000,
    totalMs: 35_000,
    maxOutputTokens: 700,
    tenantDailyMicros: 1_000_000,
    platformDailyMicros: 20_000_000,
    degradePercent: 80,
  },
  embedder: null,
  transcriber: null,
  version: 0,
};

export const defaultTenantAi = (tenantId: TenantId): TenantAi => ({
  tenantId,
  answers: 'as_platform',
  chain: [],
  maxOutputTokens: null,
  dailyMicros: null,
  redacts: true,
  version: 0,
});

export const isSameModel = (one: ModelRef, other: ModelRef): boolean =>
  one.connection === other.connection && one.model === other.model;

export const priceOf = ({ prices }: AiSettings, model: ModelRef): ModelPrice | null =>
  prices.find((price) => isSameModel(price, model)) ?? null;
