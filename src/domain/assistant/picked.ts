import { type Choice, choiceOf, isMenuId } from '#domain/assistant/choice';
import type { DecisionInput } from '#domain/assistant/decision';
import { normalised } from '#domain/assistant/words';

/** The id of what was picked: tapped, or its number or label typed. "0" always is the wish for a person. */
const pickedId = ({ choiceId, unanswered, dialogue }: DecisionInput): string | null => {
  if (choiceId !== null) return choiceId;
  const said = normalised(unanswered.join('\n'));
  if (said === '0') return 'human';
  const offered = dialogue.choices.filter((choice) => choice.id !== 'human');
  const byNumber = /^[1-9]\d?$/.test(said) ? offered[Number(said) - 1] : undefined;
  const byLabel = dialogue.choices.filter((choice) => said !== '' && normalised(choice.label) === said);
  return byNumber?.id ?? (byLabel.length === 1 ? byLabel[0]?.id : undefined) ?? null;
};

export const picked = (input: DecisionInput): Choice | null => {
  const id = pickedId(input);
  return id === null ? null : choiceOf(id, input.catalogue, input.menus);
};

/** A tap on a menu that is gone, or was another's: not the customer's fault. */
export const tappedAnOldMenu = (input: DecisionInput): boolean =>
  input.choiceId !== null && isMenuId(input.choiceId) && picked(input) === null;

export const isOffered = (id: string, { dialogue }: DecisionInput): boolean =>
  dialogue.choices.some((offered) => offered.id === id);

/** A pick among "did you mean" choices: the customer got his answer after all. The questions of an order are no such choices. */
export const answersTheDoubt = (input: DecisionInput): boolean => pickedAnswer(input) !== null;

/** The id of that choice. */
export const pickedAnswer = (input: DecisionInput): string | null => {
  const id = pickedId(input);
  if (id === null || input.dialogue.order !== null) return null;
  return /^(?:price|describe|faq|quote|order):/.test(id) && isOffered(id, input) ? id : null;
};
