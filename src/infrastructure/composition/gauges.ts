import type { Container } from 'inversify';
import type { ProcessGauges } from '#adapters/telemetry/metrics/process-gauges';
import { circuitOf } from '#application/ai/plan';
import { isMeasured } from '#application/ports/measured-queue';
import { tokens } from '#infrastructure/composition/tokens';

const countOf = (words: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

/** What is looked at in this process when somebody asks for figures. */
export const gaugesOf = (container: Container): ProcessGauges => ({
  isReady: () => container.get(tokens.readiness).isReady,
  lanes: () => {
    const queue = container.get(tokens.queue);
    return isMeasured(queue) ? queue.lanes() : [];
  },
  sessions: () => {
    const { held } = container.get(tokens.whatsAppSending);
    return countOf(held.all().map(({ known }) => known.session.state.status));
  },
  killSwitches: () => container.get(tokens.switches).thrown,
  circuits: () => {
    const breakers = container.get(tokens.breakers);
    const { settings } = container.get(tokens.liveAi);
    return settings.prices.map(({ connection, model }) => ({
      connection,
      model,
      isOpen: breakers.isOpen(circuitOf({ connection, model }, settings)),
    }));
  },
});
