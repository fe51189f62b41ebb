import type { Briefing } from '#domain/assistant/briefing';
import type { ActName } from '#domain/assistant/proposal';
import { withoutMoneySentences } from './without-amounts.js';

export type HouseRules = {
  readonly tone: string;
  /** What the tenant's assistant does not do by itself. */
  readonly answeredByPerson: readonly ActName[];
  readonly guidance: string;
};

/** How this tenant wants to be spoken for, as its published version says it; without sentences that speak of money. */
export const houseRules = (
  { guidance = '', tone = 'neutral', leftToPeople = [] }: Briefing,
  amounts: ReadonlySet<string>,
): HouseRules => ({ tone, answeredByPerson: leftToPeople, guidance: withoutMoneySentences(guidance, amounts) });
