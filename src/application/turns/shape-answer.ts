import type { ReceiptLinks } from '#application/receipts/receipt-links';
import type { Situation } from '#application/turns/read-situation';
import type { Thought } from '#application/turns/think';
import type { Decision } from '#domain/assistant/decision';
import { pickedAnswer } from '#domain/assistant/picked';
import { type QuotedPrice, quotedPrices } from '#domain/assistant/quoted-prices';
import { renderReceipts } from '#domain/assistant/render-receipts';
import type { Dialogue } from '#domain/conversation/dialogue';
import type { TurnTrace } from '#domain/conversation/turn';
import { isPromoted } from '#domain/studio/agreement';
import { heldForApproval } from '#domain/studio/held-for-approval';
import type { SuggestedReply } from '#domain/studio/suggestion';

/** A thought as this assistant lets it out: at once, with receipts, or by a person's hand. */
export type ShapedAnswer = {
  readonly decision: Decision;
  readonly suggested: readonly SuggestedReply[];
  readonly heldDialogue: Dialogue | null;
  readonly trace: Pick<TurnTrace, 'assistant' | 'acts' | 'intents' | 'threshold' | 'reading' | 'picked' | 'prices'>;
};

const receiptsFor = (
  prices: readonly QuotedPrice[],
  { input }: Situation,
  decision: Decision,
  links: ReceiptLinks,
): Decision['replies'] => {
  const { tenantId, services } = input.catalogue;
  const addresses = prices.flatMap(({ service, version }) => {
    const name = services.get(service)?.name;
    const ref = { tenantId, serviceId: service, serviceVersion: version };
    return name === undefined ? [] : [{ service, name, url: links.to(ref) }];
  });
  const language = decision.dialogue.language ?? input.settings.defaultLanguage;
  return addresses.length === 0 ? [] : [renderReceipts(addresses, language)];
};

/** More than these would be a page of addresses. */
const mostReceipts = 5;

const withReceipts = (
  decision: Decision,
  prices: readonly QuotedPrice[],
  situation: Situation,
  links: ReceiptLinks,
): Decision => {
  if (situation.assistant?.config.priceReceipts !== true || decision.speaker !== 'assistant') return decision;
  const receipts = receiptsFor(prices.slice(0, mostReceipts), situation, decision, links);
  return { ...decision, replies: [...decision.replies, ...receipts] };
};

const namingAssistant = (decision: Decision, { assistant }: Situation): Decision =>
  assistant === null || assistant.isDefault
    ? decision
    : { ...decision, dialogue: { ...decision.dialogue, assistant: assistant.id } };

/** Where a person sends everything, what it was not sure of is theirs to send as well; the conversation stays where it was. */
const unsureDialogue = ({ escalation, dialogue }: Decision, { suggested }: Thought): Dialogue | null =>
  escalation === 'low_confidence' && suggested.length > 0 ? dialogue : null;

/** By the answer mode of the assistant, and by what it has been trusted with. A menu's words are the admin's own. */
export const shapeAnswer = (thought: Thought, situation: Situation, links: ReceiptLinks): ShapedAnswer => {
  const { assistant, input } = situation;
  const decision = namingAssistant(thought.decision, situation);
  const prices = quotedPrices(decision.replies, input.catalogue);
  const trace = {
    assistant:
      assistant === null ? null : { id: assistant.id, versionId: assistant.versionId, number: assistant.number },
    acts: thought.acts,
    intents: thought.intents,
    threshold: thought.threshold ?? input.settings.confidenceThreshold,
    reading: thought.reading ?? null,
    picked: pickedAnswer(input),
    prices,
  };
  const isHeld =
    assistant?.config.answerMode === 'draft' &&
    decision.speaker === 'assistant' &&
    decision.outcome !== 'silence' &&
    (decision.escalation !== null || !isPromoted(thought.intents, assistant.automaticActs));
  if (!isHeld) {
    const said = withReceipts(decision, prices, situation, links);
    return { decision: said, suggested: thought.suggested, heldDialogue: null, trace };
  }
  const held = heldForApproval(decision, input);
  const awaits = held.decision.escalation === 'awaiting_approval';
  return {
    decision: held.decision,
    suggested: awaits ? held.replies : thought.suggested,
    heldDialogue: awaits ? held.dialogue : unsureDialogue(held.decision, thought),
    trace,
  };
};
