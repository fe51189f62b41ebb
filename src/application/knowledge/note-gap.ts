import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import { cleanText, readableText } from '#domain/conversation/message-content';
import type { Turn } from '#domain/conversation/turn';
import { longestGap } from '#domain/knowledge/gap';
import { languageOf } from '#domain/knowledge/judge-sentence';

type Dependencies = { readonly store: Store; readonly telemetry: Telemetry };

/** Somebody asked for something that was not known. Anger, keywords and the wish for a person are no questions. */
const unanswered: readonly Turn['escalation'][] = ['low_confidence', 'repeated_misunderstanding'];
const fewestLetters = 3;
/** More than one turn answers at once. */
const mostMessages = 20;

const gaveUp = ({ trace, escalation }: Turn): boolean =>
  escalation === null && /"act":"unknown"/.test(trace.proposal) && trace.provider !== 'rules';

/** Notes the questions that were left without an answer, for the team to write one. */
export class NoteGap {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Never fails: an answer to a customer does not wait for it. */
  async aboutTurn(turn: Turn): Promise<void> {
    if (!unanswered.includes(turn.escalation) && !gaveUp(turn)) return;
    const { tenantId, id, conversationId } = turn;
    try {
      const text = await this.#asked(turn);
      if ((text.match(/\p{L}/gu)?.length ?? 0) < fewestLetters) return;
      await this.#deps.store.tenant(tenantId).knowledge.addGap({
        id,
        tenantId,
        conversationId,
        text,
        language: languageOf(text) ?? 'en',
        status: 'open',
        faqId: null,
        at: turn.decidedAt,
      });
    } catch (error) {
      this.#deps.telemetry.error('knowledge.gap_not_noted', error, { tenantId, turnId: id });
    }
  }

  async #asked({ tenantId, conversationId, trace: { inboundSeqs } }: Turn): Promise<string> {
    const first = Math.min(...inboundSeqs);
    if (!Number.isFinite(first)) return '';
    const { messages } = this.#deps.store.tenant(tenantId);
    const written = (await messages.since(conversationId, first - 1, mostMessages))
      .filter(({ seq, direction }) => direction === 'in' && inboundSeqs.includes(seq))
      .map(({ content }) => readableText(content));
    return cleanText(written.join(' ').replace(/\s+/g, ' ').trim(), longestGap).text;
  }
}
