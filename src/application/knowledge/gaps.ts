import type { SaveFaq } from '#application/catalogue/save-faq';
import { type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput } from '#application/input';
import { NotFound } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Faq } from '#domain/catalogue/faq';
import { type GapGroup, groupGaps, phrasingsOf } from '#domain/knowledge/group-gaps';
import type { TurnId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

type Dependencies = { readonly store: Store; readonly clock: Clock };

/** The newest open questions are grouped; older ones come into sight as those are settled. */
const mostGrouped = 400;
const mostPhrasings = 20;

export type ShownGroup = GapGroup & { readonly phrasings: readonly string[] };

/** What customers asked and nobody had written an answer to, the same questions together. */
export class ListGaps {
  readonly #store: Store;
  constructor({ store }: Pick<Dependencies, 'store'>) {
    this.#store = store;
  }

  async execute({ by }: { readonly by: Principal }): Promise<readonly ShownGroup[]> {
    const { knowledge } = this.#store.tenant(tenantFor(by, 'conversations.read'));
    return groupGaps(await knowledge.openGaps(mostGrouped)).map((group) => ({
      ...group,
      phrasings: phrasingsOf(group.gaps, mostPhrasings),
    }));
  }
}

export type AnswerGapsInput = {
  readonly by: Principal;
  /** The questions this answers. */
  readonly turnIds: readonly TurnId[];
  readonly questions: readonly string[];
  readonly answer: LocalizedText;
  readonly category?: string | undefined;
  /** False keeps it as a draft. */
  readonly active: boolean;
};

/** @throws {NotFound} one of them was never noted. */
const assertKnown = async ({ knowledge }: TenantStore, turnIds: readonly TurnId[]): Promise<void> => {
  const known = await knowledge.knownGaps(turnIds);
  if (turnIds.some((id) => !known.includes(id))) throw new NotFound('question');
};

/** Writes the answer: an FAQ with the customers' own words, and the questions are open no more. */
export class AnswerGaps {
  readonly #deps: Dependencies & { readonly saveFaq: Pick<SaveFaq, 'execute'> };
  constructor(deps: Dependencies & { readonly saveFaq: Pick<SaveFaq, 'execute'> }) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} @throws {NotFound} */
  async execute({ by, turnIds, questions, answer, category, active }: AnswerGapsInput): Promise<Faq> {
    const { store, clock, saveFaq } = this.#deps;
    const tenantStore = store.tenant(tenantFor(by, 'catalogue.write'));
    const { knowledge } = tenantStore;
    await assertKnown(tenantStore, turnIds);
    const faq = await saveFaq.execute({ by, version: 0, questions, answer, category, active });
    const facts = { questions: turnIds.length };
    const audit = { actor: by.actor, action: 'gap.answered', target: faq.id, facts, at: clock.now() };
    await knowledge.settleGaps(turnIds, 'answered', faq.id, audit);
    return faq;
  }
}

/** These questions need no answer. */
export class DismissGaps {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} @throws {NotFound} */
  async execute({ by, turnIds }: { readonly by: Principal; readonly turnIds: readonly TurnId[] }): Promise<void> {
    const { store, clock } = this.#deps;
    const tenantStore = store.tenant(tenantFor(by, 'catalogue.write'));
    const { knowledge } = tenantStore;
    const [first] = turnIds;
    if (first === undefined) throw new InvalidInput('turnIds', 'name at least one question');
    const facts = { questions: turnIds.length };
    await assertKnown(tenantStore, turnIds);
    await knowledge.settleGaps(turnIds, 'dismissed', null, {
      actor: by.actor,
      action: 'gap.dismissed',
      target: first,
      facts,
      at: clock.now(),
    });
  }
}
