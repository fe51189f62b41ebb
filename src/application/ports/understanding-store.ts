/** A trained model as it is kept: a text only the engine reads. */
export type StoredUnderstanding = {
  /** Of the material it was trained on: with another one it is out of date. */
  readonly key: string;
  readonly learnt: string;
  readonly trainedAt: Date;
};

/** The one trained model of a tenant. It can be made again at any time, so the last writer wins. */
export interface UnderstandingStore {
  find(): Promise<StoredUnderstanding | null>;
  save(understanding: StoredUnderstanding): Promise<void>;
}
