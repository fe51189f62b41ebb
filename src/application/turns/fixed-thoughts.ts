import { noUsage } from '#application/turns/compose-turn';
import type { Thought } from '#application/turns/think';
import { decideWithoutAssistant } from '#domain/assistant/decide-turn';
import type { Decision, DecisionInput } from '#domain/assistant/decision';
import { renderHandOver } from '#domain/assistant/render';
import type { EscalationReason } from '#domain/conversation/conversation';
import type { Dialogue } from '#domain/conversation/dialogue';
import type { SilenceReason } from '#domain/conversation/turn';

const thought = (decision: Decision): Thought => ({
  decision,
  usage: noUsage,
  provider: 'rules',
  proposal: '',
  evidence: [],
  acts: [],
  intents: [],
  suggested: [],
});

const quiet = (dialogue: Dialogue): Decision => ({
  outcome: 'silence',
  speaker: 'assistant',
  silence: null,
  replies: [],
  order: null,
  withdraws: null,
  escalation: null,
  withdrawsEscalation: false,
  dialogue,
  confidence: 1,
  verdicts: [],
});

/** Who hears of it when the assistant may not speak: a person, unless there is nothing to answer. */
const escalationOf: Readonly<Record<SilenceReason, EscalationReason | null>> = {
  kill_switch: 'assistant_off',
  assistant_off: 'assistant_off',
  tenant_inactive: null,
  waiting_for_human: null,
  nothing_to_answer: null,
};

/**
 * What may be said while the assistant may not act: a menu's words, a form's questions while it is only switched off, or that a
 * person was called. `null`: nothing.
 */
export const thoughtWithoutAssistant = (silence: SilenceReason, input: DecisionInput): Thought | null => {
  const decision = decideWithoutAssistant(input, silence === 'assistant_off');
  return decision === null ? null : thought(decision);
};

/** Nothing is said, and the record says why. */
export const silentThought = (silence: SilenceReason, { dialogue }: DecisionInput): Thought =>
  thought({ ...quiet(dialogue), silence, escalation: escalationOf[silence] });

/** The message broke the assistant three times: say that a person will answer, and call one. */
export const poisonedThought = (dialogue: Dialogue): Thought =>
  thought({
    ...quiet(dialogue),
    outcome: 'escalate',
    replies: [renderHandOver(dialogue.language ?? 'en')],
    escalation: 'poisoned_turn',
    confidence: 0,
  });
