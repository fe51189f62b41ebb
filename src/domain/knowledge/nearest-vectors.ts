import { nearness } from '#domain/knowledge/packed-vector';

const inAStep = 50;

/** The nearest of many packed vectors, nearest first, some at a time: whoever looks has other things to do in between. */
export function* nearest<Id>(
  vectors: ReadonlyMap<Id, Uint8Array>,
  asked: Float32Array,
  limit: number,
): Generator<undefined, readonly Id[]> {
  const near: { readonly id: Id; readonly score: number }[] = [];
  for (const [id, vector] of vectors) {
    near.push({ id, score: nearness(asked, vector) });
    if (near.length % inAStep === 0) yield;
  }
  return near
    .sort((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ id }) => id);
}
