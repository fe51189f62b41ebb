import type { BlockKind, DocumentBlock } from '#domain/knowledge/document-block';
import { limits } from './limits.js';

type About = { readonly page?: number | null; readonly hidden?: boolean };

/** Collects blocks up to what is kept of a document. */
export class BlockList {
  readonly blocks: DocumentBlock[] = [];
  #characters = 0;
  isCut = false;

  /** False once nothing more is taken. */
  add(kind: BlockKind, raw: string, { page = null, hidden = false }: About = {}): boolean {
    const text = raw.replace(/[\s\u00A0]+/gu, ' ').trim();
    if (text === '') return !this.isCut;
    this.#characters += text.length;
    this.isCut ||= this.blocks.length >= limits.blocks || this.#characters > limits.characters;
    if (!this.isCut) this.blocks.push({ kind, text, page, hidden });
    return !this.isCut;
  }
}
