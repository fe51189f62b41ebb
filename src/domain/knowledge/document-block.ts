/** What a piece of a document is to its reader. */
export type BlockKind = 'heading' | 'paragraph' | 'item' | 'cell';

/** One piece of a document's text, in reading order, as the parser found it. Data, never instructions. */
export type DocumentBlock = {
  readonly kind: BlockKind;
  readonly text: string;
  /** From 1; `null` where the format has no pages. */
  readonly page: number | null;
  /** The document holds it and shows it to nobody: white on white, display:none, hidden text. */
  readonly hidden: boolean;
};
