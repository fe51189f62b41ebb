import type { Segment } from '#domain/assistant/outbound';
import type { en, TemplateId } from '#domain/assistant/templates/en';
import type { Voice } from '#domain/assistant/templates/voice';

type BlanksIn<Text extends string> = Text extends `${string}{${infer Blank}}${infer Rest}`
  ? Blank | BlanksIn<Rest>
  : never;
/** What a blank is filled with: nothing, one segment, or several. */
type Filling = Segment | readonly Segment[];
/** Every blank of the template must be filled, or it does not compile. */
type Fillings<Id extends TemplateId> = Readonly<Record<BlanksIn<(typeof en)[Id]>, Filling>>;

/** Every reply is made of templates and checked against them again; they are few and seldom change. */
const known = new Map<string, readonly string[]>();
const mostKnown = 2_000;

/** The template as literal pieces and blanks, in turn: `['', 'name', ': ', 'price', '.']`. */
export const piecesOf = (template: string): readonly string[] => {
  const before = known.get(template);
  if (before !== undefined) return before;
  const pieces = template.split(/\{(\w+)\}/);
  if (known.size < mostKnown) known.set(template, pieces);
  return pieces;
};

/** A template's own pieces as segments, one for each literal piece; a voice's sentences never change. */
const literals = new WeakMap<Voice, Map<TemplateId, readonly Segment[]>>();

const literalsOf = (voice: Voice, id: TemplateId, pieces: readonly string[]): readonly Segment[] => {
  const ofVoice = literals.get(voice) ?? new Map<TemplateId, readonly Segment[]>();
  literals.set(voice, ofVoice);
  const made = ofVoice.get(id) ?? pieces.map((text): Segment => ({ text, provenance: { from: 'template', id } }));
  ofVoice.set(id, made);
  return made;
};

/** The template's sentence with its blanks filled. */
export const fill = <Id extends TemplateId>(voice: Voice, id: Id, fillings: Fillings<Id>): Segment[] => {
  const given: Readonly<Record<string, Filling | undefined>> = fillings;
  const pieces = piecesOf(voice.templates[id]);
  const own = literalsOf(voice, id, pieces);
  const filled: Segment[] = [];
  for (const [index, piece] of pieces.entries()) {
    const segment = index % 2 === 1 ? given[piece] : own[index];
    if (segment === undefined) continue;
    if (!('text' in segment)) filled.push(...segment);
    else if (index % 2 === 1 || piece !== '') filled.push(segment);
  }
  return filled;
};
