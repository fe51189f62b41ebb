import { type Outbound, type Segment, sealed } from '#domain/assistant/outbound';
import { sumOf } from '#domain/assistant/render-statement';
import { catalogueText, count, joined, layout, slotText } from '#domain/assistant/segments';
import { fill } from '#domain/assistant/templates/fill';
import { type Voice, voiceOf } from '#domain/assistant/templates/voice';
import { cleanText } from '#domain/conversation/message-content';
import type { OrderRequest } from '#domain/orders/order-request';
import type { Language } from '#domain/shared/language';

/** What a person wrote as the reason, as it stands: staff may say what they like. */
const reasonOf = (order: OrderRequest, voice: Voice): Segment[] => {
  const { status, decision } = order.state;
  const isTold = status === 'rejected' || status === 'cancelled';
  const reason = isTold ? cleanText(decision?.reason ?? '', 1_000).text.trim() : '';
  return reason === '' ? [] : fill(voice, 'notice_reason', { reason: slotText('decision.reason', reason) });
};

/** The news about an order request: what a person, or time, decided. Lines and total as the order holds them. */
export const renderOrderNotice = (order: OrderRequest, language: Language, businessName: string): Outbound => {
  const voice = voiceOf(language);
  const title = fill(voice, `notice_${order.state.status}`, {
    business: catalogueText('businessName', businessName),
    number: count('order', order.state.number),
  });
  const segments = joined([title, sumOf(order.state.lines, voice), reasonOf(order, voice)], layout('\n'));
  return sealed({ language, segments, choices: [], sensitive: true });
};
