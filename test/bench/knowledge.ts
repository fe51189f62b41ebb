import { monitorEventLoopDelay } from 'node:perf_hooks';
import { SystemClock } from '#adapters/clock/system-clock';
import { PassageIndexes } from '#application/knowledge/passage-indexes';
import { Unhurried } from '#application/knowledge/unhurried';
import { mostSentencesInUse } from '#domain/knowledge/knowledge-document';
import type { KnowledgeSnapshot } from '#domain/knowledge/knowledge-snapshot';
import { nearest } from '#domain/knowledge/nearest-vectors';
import { packed } from '#domain/knowledge/packed-vector';
import { PassageIndex } from '#domain/knowledge/passage-index';
import type { Sentence } from '#domain/knowledge/sentence';
import { DocumentId, SentenceId } from '#domain/shared/ids';
import { pause, quantile, type Report } from '#test/bench/measure';
import { seeded } from '#test/unit/domain/assistant/hostile-proposals';

const documentId = DocumentId(`doc_${'0f'.repeat(16)}`);
const syllables = 'ka lo mi ne pu ra si to ve za bel cor din far gul'.split(' ');

/** Sentences of fifteen words out of a few thousand, some far more usual than others. */
const knowledgeOf = (count: number, random: () => number): KnowledgeSnapshot => {
  const word = (): string => {
    const rank = Math.floor(4_000 * random() ** 3);
    const part = (n: number): string => syllables[n % syllables.length] ?? '';
    return part(rank) + part(Math.floor(rank / 15)) + part(Math.floor(rank / 225));
  };
  const sentences = Array.from({ length: count }, (_, position): Sentence => {
    const text = Array.from({ length: 15 }, word).join(' ');
    const id = SentenceId(`sen_${position.toString(16).padStart(32, '0')}`);
    const about = { documentId, number: 1, position, page: null, language: 'en', unquotable: null } as const;
    return { id, text, heading: word(), ...about };
  });
  return {
    sentences: new Map(sentences.map((each) => [each.id, each])),
    titles: new Map([[documentId, 'Guide']]),
  };
};

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** Notes what each stretch between two pauses took of the processor, whatever else this machine does meanwhile. */
class StretchClock extends SystemClock {
  stretches: number[] = [];
  #resumed = 0;

  begin(): void {
    this.stretches = [];
    this.#resumed = cpuMs();
  }

  override after(delayMs: number, run: () => void): () => void {
    this.stretches.push(cpuMs() - this.#resumed);
    return super.after(delayMs, () => {
      this.#resumed = cpuMs();
      run();
    });
  }
}

/** How long anything else had to wait while the work went on, in milliseconds, beyond the timer's own; and what it cost. */
const delaysDuring = async (work: () => unknown): Promise<{ cpu: number; most: number; p99: number }> => {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await pause(50);
  delays.reset();
  await pause(10);
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  await pause(20);
  delays.disable();
  return { cpu: (user + system) / 1_000, most: delays.max / 1e6, p99: delays.percentile(99) / 1e6 };
};

/** The index of the largest knowledge a tenant may have, the search in it, and what both cost everybody else. */
export const knowledgeBench = async (report: Report, isShort: boolean): Promise<void> => {
  // The product's own timers keep no process alive.
  const alive = setInterval(() => undefined, 1_000);
  const random = seeded(8_000);
  const count = isShort ? 800 : mostSentencesInUse;
  const clock = new StretchClock();
  const unhurried = new Unhurried({ clock });
  const indexes = new PassageIndexes({ unhurried });
  await indexes.of(knowledgeOf(300, random));
  const knowledge = knowledgeOf(count, random);
  const idle = await delaysDuring(() => pause(500));
  report.add('idle_others_wait_p99', idle.p99, 'ms', 500);
  const atOnce = await delaysDuring(() =>
    PassageIndex.of([...knowledge.sentences.values()].map(({ id, text, heading }) => ({ id, text, context: heading }))),
  );
  report.add('knowledge_index_at_once_others_wait_most', atOnce.most, 'ms', count);
  const inSteps = await delaysDuring(() => {
    clock.begin();
    return indexes.of(knowledge);
  });
  report.add('knowledge_index_cpu', inSteps.cpu, 'ms', count);
  const stretch = quantile(clock.stretches, 0.99);
  report.add('knowledge_index_stretch_p99', stretch, 'ms', clock.stretches.length, isShort ? {} : { atMost: 5 });
  report.add('knowledge_index_stretch_most', Math.max(...clock.stretches), 'ms', clock.stretches.length);
  report.add('knowledge_index_others_wait_p99', inSteps.p99, 'ms', count);
  report.add('knowledge_index_others_wait_most', inSteps.most, 'ms', count);
  const index = await indexes.of(knowledge);
  const questions = [...knowledge.sentences.values()].slice(0, 200).map(({ text }) => text.slice(0, 60));
  for (const question of questions) index.find(question, 40);
  const taken = questions.map((question) => {
    const begun = performance.now();
    index.find(question, 40);
    return performance.now() - begun;
  });
  report.add('knowledge_find_p50', quantile(taken, 0.5), 'ms', taken.length, isShort ? {} : { atMost: 5 });
  report.add('knowledge_find_p99', quantile(taken, 0.99), 'ms', taken.length);
  const vectorOf = (): Float32Array => Float32Array.from({ length: 1_536 }, () => random() - 0.5);
  const vectors = new Map([...knowledge.sentences.keys()].map((id) => [id, packed(vectorOf())]));
  const asked = vectorOf();
  const byMeaning = await delaysDuring(() => {
    clock.begin();
    return unhurried.run(() => nearest(vectors, asked, 40));
  });
  report.add('knowledge_by_meaning_cpu', byMeaning.cpu, 'ms', count);
  const looked = clock.stretches;
  report.add(
    'knowledge_by_meaning_stretch_p99',
    quantile(looked, 0.99),
    'ms',
    looked.length,
    isShort ? {} : { atMost: 5 },
  );
  report.add('knowledge_by_meaning_others_wait_p99', byMeaning.p99, 'ms', count);
  clearInterval(alive);
};
