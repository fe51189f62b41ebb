import type { Language } from '#domain/shared/language';

/** A piece of a mail. Values go in as they are; the renderer cleans and escapes every one of them. */
export type Block =
  | { readonly kind: 'paragraph' | 'small' | 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'button'; readonly label: string; readonly url: string };

/** What a mail says, before it is text or HTML. The subject names no customer: it is written to the log. */
export type Letter = {
  readonly language: Language;
  readonly subject: string;
  readonly title: string;
  readonly blocks: readonly Block[];
};

export type RenderedLetter = { readonly subject: string; readonly text: string; readonly html: string };

/**
 * Stands for the number of an order that is about to be stored, which the store alone can give; who sends the mail fills it in.
 * A private character that no value brings along: the renderer takes it out of them, so it is only where a letter put it.
 */
export const orderNumberMark = '\u{F8FE}';
