import { useState } from 'react';
import { applied, clashesOf, dropped, type Edits, edited, insisted, remaining } from './edits.js';

/** A form over data that others change too: what is typed stays, whatever is read meanwhile. */
export type Draft<T extends object> = {
  /** What the form shows. */
  readonly value: T;
  readonly set: (next: T) => void;
  readonly edits: Edits<T>;
  readonly changed: Partial<T>;
  readonly isDirty: boolean;
  /** Parts that somebody else has saved otherwise since this person began. */
  readonly clashes: readonly (keyof T)[];
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
  readonly discard: () => void;
  readonly saved: (sent: Edits<T>) => void;
};

export const useDraft = <T extends object>(saved: T): Draft<T> => {
  const [edits, setEdits] = useState<Edits<T>>({});
  const value = applied(saved, edits);
  const names = Object.keys(edits) as (keyof T)[];
  const clashes = clashesOf(saved, edits);
  return {
    value,
    set: (next) => setEdits((before) => edited(saved, before, next)),
    edits,
    changed: Object.fromEntries(names.map((name) => [name, value[name]])) as Partial<T>,
    isDirty: names.length > 0,
    clashes,
    keepMine: () => setEdits((before) => insisted(saved, before)),
    takeTheirs: () => setEdits((before) => dropped(before, clashes)),
    discard: () => setEdits({}),
    saved: (sent) => setEdits((before) => remaining(before, sent)),
  };
};
