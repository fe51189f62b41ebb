import { foldedWords, stemsOf } from '#domain/understanding/text/words';
import { type PackedVectors, raritySteps } from '#domain/understanding/word-vectors';
import type { DataSets } from '#test/support/nlp/data-sets';
import { type Source, sources } from './episodes.js';
import { SparseCounts } from './sparse-counts.js';
import { truncatedSvd } from './truncated-svd.js';

const dimensions = 64;
const fewestTexts = 3;
/** How far apart two words may stand and still be neighbours. */
const reach = 4;

type Text = { readonly stems: readonly string[]; readonly intent: string };

const textsOf = (sets: DataSets, from: readonly Source[]): readonly Text[] =>
  from.flatMap((source) =>
    sets
      .examples(sources[source].train)
      .map(({ text, label }) => ({ stems: stemsOf(foldedWords(text)), intent: `${source} ${label}` })),
  );

const base64 = (bytes: Uint8Array | Int8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64').replace(/=+$/, '');

/** Directions to a byte per dimension, lengths to a byte per word. */
const pack = (
  words: readonly string[],
  vectors: readonly Float64Array[],
  rarities: readonly number[],
): PackedVectors => {
  const lengths = vectors.map((vector) => Math.hypot(...vector));
  const longest = Math.max(...lengths);
  const directions = new Int8Array(words.length * dimensions);
  const stored = vectors.map((vector, word) => {
    const most = Math.max(...vector.map(Math.abs)) || 1;
    const bytes = vector.map((value) => Math.round((value / most) * 127));
    directions.set(bytes, word * dimensions);
    // The length as it will come out of the rounded direction.
    return lengths[word]! / (Math.hypot(...bytes) || 1);
  });
  const largest = Math.max(...stored);
  return {
    dimensions,
    words: words.join(' '),
    directions: base64(directions),
    rarities: base64(Uint8Array.from(rarities, (rarity) => Math.min(255, Math.round(raritySteps * rarity)))),
    lengths: base64(Uint8Array.from(stored, (value) => (longest === 0 ? 0 : Math.round((value / largest) * 255)))),
  };
};

/** Learns which words are used alike: by their neighbours, and by what is asked with them. */
export const learnVectors = (sets: DataSets, from: readonly Source[]): PackedVectors => {
  const texts = textsOf(sets, from);
  const counts = new Map<string, number>();
  for (const { stems } of texts) for (const stem of new Set(stems)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const words = [...counts].filter(([, count]) => count >= fewestTexts).map(([word]) => word);
  const numbers = new Map(words.map((word, at) => [word, at]));
  const intents = new Map([...new Set(texts.map(({ intent }) => intent))].map((intent, at) => [intent, at]));
  const neighbours = new SparseCounts();
  const purposes = new SparseCounts();
  for (const { stems, intent } of texts) {
    const known = stems.map((stem) => numbers.get(stem));
    known.forEach((word, at) => {
      if (word === undefined) return;
      purposes.add(word, intents.get(intent)!);
      for (let other = Math.max(0, at - reach); other <= at + reach; other += 1) {
        const neighbour = known[other];
        if (other !== at && neighbour !== undefined) neighbours.add(word, neighbour, 1 / Math.abs(other - at));
      }
    });
  }
  const table = neighbours.informative();
  for (const [word, cells] of purposes.informative().rows)
    for (const [intent, value] of cells) table.add(word, words.length + intent, value);
  const vectors = truncatedSvd(table, words.length, words.length + intents.size, dimensions);
  const rarities = words.map((word) => Math.log(texts.length / counts.get(word)!));
  const weighted = vectors.map((vector, word) => vector.map((value) => value * rarities[word]!));
  return pack(words, weighted, rarities);
};
