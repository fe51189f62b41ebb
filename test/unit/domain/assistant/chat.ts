import { beforeModel } from '#domain/assistant/before-model';
import { decideTurn } from '#domain/assistant/decide-turn';
import type { Decision, DecisionInput, ModelFailure } from '#domain/assistant/decision';
import { type FlowSnapshot, noMenus } from '#domain/assistant/flow-snapshot';
import { chatForms } from '#domain/assistant/forms/chat-forms';
import { textOf } from '#domain/assistant/outbound';
import { parseProposal } from '#domain/assistant/parse-proposal';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { ConversationMode } from '#domain/conversation/conversation';
import { type Dialogue, freshDialogue } from '#domain/conversation/dialogue';
import type { Language } from '#domain/shared/language';
import { type AssistantSettings, defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { noorSouq } from './noor-souq.js';

/** What the model of the test returns: acts, or a failure. */
type Modelled = {
  readonly acts?: readonly unknown[];
  readonly confidence?: number;
  readonly language?: Language;
  readonly failure?: ModelFailure;
  readonly leadIn?: string;
};

export type Said = { readonly text: string; readonly decision: Decision; readonly byRules: boolean };

/** One conversation as the customer sees it; a test names only what it is about. */
export class Chat {
  catalogue: CatalogueSnapshot;
  settings: AssistantSettings;
  dialogue: Dialogue;
  mode: ConversationMode = 'assistant';
  lastOrderIsPending = false;
  menus: FlowSnapshot = noMenus;

  constructor(
    about: { catalogue?: CatalogueSnapshot; settings?: Partial<AssistantSettings>; dialogue?: Partial<Dialogue> } = {},
  ) {
    this.catalogue = about.catalogue ?? noorSouq();
    this.settings = { ...defaultAssistantSettings, ...about.settings };
    this.dialogue = { ...freshDialogue, disclosed: true, ...about.dialogue };
  }

  /** The customer writes; `modelled` answers if the rules do not understand. */
  says(text: string, ...acts: readonly unknown[]): Said {
    return this.#turn({ unanswered: [text] }, { acts });
  }

  hears(text: string, modelled: Modelled): Said {
    return this.#turn({ unanswered: [text] }, modelled);
  }

  taps(choiceId: string): Said {
    const label = this.dialogue.choices.find((choice) => choice.id === choiceId)?.label ?? 'an older button';
    return this.#turn({ unanswered: [label], choiceId }, { acts: [{ act: 'unknown' }] });
  }

  sends(about: Partial<DecisionInput>, modelled: Modelled = {}): Said {
    return this.#turn(about, modelled);
  }

  #turn(
    about: Partial<DecisionInput>,
    { acts = [{ act: 'unknown' }], confidence = 0.95, language = 'en', failure, leadIn }: Modelled,
  ): Said {
    const { catalogue, settings, dialogue, mode, lastOrderIsPending } = this;
    const input: DecisionInput = {
      catalogue,
      menus: this.menus,
      settings,
      dialogue,
      mode,
      lastOrderIsPending,
      unanswered: [],
      choiceId: null,
      hasUnreadable: false,
      ...about,
    };
    const rules = beforeModel(input);
    const proposal =
      failure === undefined
        ? {
            language,
            acts: acts.length > 0 ? acts : [{ act: 'unknown' }],
            confidence,
            evidence: [],
            ...(leadIn !== undefined && { leadIn }),
          }
        : null;
    const forms = chatForms(about.intents ?? [], this.menus, dialogue);
    const understood = rules ?? parseProposal(proposal, catalogue, undefined, forms);
    const decision = decideTurn(input, understood, understood === null ? (failure ?? 'guard_refusal') : null);
    this.#apply(decision);
    return { text: decision.replies.map(textOf).join('\n\n'), decision, byRules: rules !== null };
  }

  /** What applying a turn does to the conversation. */
  #apply(decision: Decision): void {
    this.dialogue = decision.dialogue;
    if (decision.escalation !== null) this.mode = 'waiting';
    if (decision.withdrawsEscalation) this.mode = 'assistant';
    if (decision.order !== null) this.lastOrderIsPending = true;
  }
}
