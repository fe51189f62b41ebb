import type { AiVendors, OpenConnection } from '#application/ports/ai-vendors';
import type { PricedModel } from '#application/ports/language-model';
import {
  type AiLimits,
  type AiSettings,
  type ChainStep,
  type ModelPrice,
  type ModelRef,
  priceOf,
  type TenantAi,
} from '#domain/ai/ai-settings';

/** One model of a chain, ready to be asked. */
export type PlannedStep = {
  readonly step: ChainStep;
  readonly model: PricedModel;
  readonly price: ModelPrice;
  /** The limit it was opened with. */
  readonly maxOutputTokens: number;
  /** Names its circuit: with other settings it gets another chance. */
  readonly circuit: string;
};

/** Who is asked about a tenant's messages, in this order, and within which limits. */
export type AiPlan = {
  readonly steps: readonly PlannedStep[];
  readonly limits: AiLimits;
  readonly redacts: boolean;
  /** Nothing of this tenant goes to a vendor, neither for vectors nor for voice notes. */
  readonly sendsNothing: boolean;
};

/** The accounts whose keys could be opened, by name. */
export type Accounts = ReadonlyMap<string, OpenConnection>;

export const limitsFor = (settings: AiSettings, tenant: TenantAi | null): AiLimits => ({
  ...settings.limits,
  maxOutputTokens: tenant?.maxOutputTokens ?? settings.limits.maxOutputTokens,
  tenantDailyMicros: tenant?.dailyMicros ?? settings.limits.tenantDailyMicros,
});

/** With other settings a model gets another chance. */
export const circuitOf = ({ connection, model }: ModelRef, { version }: AiSettings): string =>
  `${connection} ${model} ${version}`;

const chainFor = (settings: AiSettings, tenant: TenantAi): readonly ChainStep[] => {
  if (tenant.answers === 'engine_only') return [];
  return tenant.answers === 'own_chain' ? tenant.chain : settings.chain;
};

/** A step without an account, a key it needs or a price is left out: nothing is asked whose cost is not known. */
export const planFor = (settings: AiSettings, tenant: TenantAi, accounts: Accounts, vendors: AiVendors): AiPlan => {
  const limits = limitsFor(settings, tenant);
  const { maxOutputTokens } = limits;
  const steps = chainFor(settings, tenant).flatMap((step): PlannedStep[] => {
    const account = accounts.get(step.connection);
    const price = priceOf(settings, step);
    if (account === undefined || price === null) return [];
    const model = vendors.model(account, { model: step.model, temperature: step.temperature, maxOutputTokens });
    return [{ step, model, price, maxOutputTokens, circuit: circuitOf(step, settings) }];
  });
  return { steps, limits, redacts: tenant.redacts, sendsNothing: tenant.answers === 'engine_only' };
};

/** The cheapest of a plan alone: what a full answer would cost decides. */
export const cheapestOf = ({ steps, ...rest }: AiPlan): AiPlan => {
  const [first, ...others] = steps;
  if (first === undefined) return { steps, ...rest };
  const dear = ({ price }: PlannedStep): number => price.inputMicros + price.outputMicros;
  return { ...rest, steps: [others.reduce((best, each) => (dear(each) < dear(best) ? each : best), first)] };
};
