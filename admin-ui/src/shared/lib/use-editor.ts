import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isProblem } from '../api/problem.js';
import { useUnsaved } from './use-unsaved.js';

type Saved = { readonly version: number };

type Options<T extends Saved, Draft> = {
  /** What the server has; `null` for a new one. Read again by itself when somebody else saves. */
  readonly saved: T | null;
  readonly draftOf: (saved: T | null) => Draft;
  readonly save: (draft: Draft, version: number) => Promise<T>;
  readonly onSaved: (saved: T, letGo: () => void) => void;
  /** Reads `saved` again. */
  readonly refresh: () => unknown;
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * A form over one versioned thing. What is typed is never lost: not by a refused save, not by a colleague's save, not by
 * leaving without being asked.
 */
export const useEditor = <T extends Saved, Draft>({ saved, draftOf, save, onSaved, refresh }: Options<T, Draft>) => {
  const [base, setBase] = useState(saved);
  const [draft, setDraft] = useState(() => draftOf(saved));
  const isChanged = !isSame(draft, draftOf(base));
  const letGo = useUnsaved(isChanged);
  const adopt = (next: T): void => {
    setBase(next);
    setDraft(draftOf(next));
  };
  const mutation = useMutation({
    mutationFn: ({ version, wanted }: { version: number; wanted: Draft }) => save(wanted, version),
    onSuccess: (next) => {
      adopt(next);
      onSaved(next, letGo);
    },
    onError: (error) => (isProblem(error, 'store.stale_write') ? refresh() : undefined),
  });
  const isBehind = saved !== null && base !== null && saved.version > base.version && !mutation.isPending;
  useEffect(() => {
    // Nothing was typed: the colleague's version simply takes its place.
    if (isBehind && !isChanged) {
      setBase(saved);
      setDraft(draftOf(saved));
    }
  }, [isBehind, isChanged, saved, draftOf]);
  const submit = (wanted: Draft = draft): void => mutation.mutate({ version: base?.version ?? 0, wanted });
  return {
    draft,
    change: (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part })),
    isChanged,
    isSaving: mutation.isPending,
    /** Why the last save was refused; that somebody was faster has its own notice. */
    error: isProblem(mutation.error, 'store.stale_write') && isBehind ? null : mutation.error,
    isStale: isBehind && isChanged,
    submit,
    saveOver: (): void => mutation.mutate({ version: saved?.version ?? 0, wanted: draft }),
    readTheirs: (): void => (saved === null ? undefined : adopt(saved)),
  };
};
