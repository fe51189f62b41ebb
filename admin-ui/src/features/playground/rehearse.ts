import { useMutation } from '@tanstack/react-query';
import { useReducer } from 'react';
import type { z } from 'zod';
import type { RehearsalDto } from '../../../../src/adapters/http/contract/playground.js';
import { api } from '../../shared/api/client.js';

export type Rehearsal = z.output<typeof RehearsalDto>;
export type Choice = Rehearsal['replies'][number]['choices'][number];

/** One thing the customer said and what came of it; `answer` is null while it is thought about. */
export type Exchange = { readonly id: number; readonly said: string; readonly answer: Rehearsal | null };

type Act =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'answered'; readonly answer: Rehearsal }
  | { readonly kind: 'failed' }
  | { readonly kind: 'restarted' };

const step = (exchanges: readonly Exchange[], act: Act): readonly Exchange[] => {
  switch (act.kind) {
    case 'said':
      return [...exchanges, { id: exchanges.length + 1, said: act.text, answer: null }];
    case 'answered':
      return exchanges.map((each) => (each.answer === null ? { ...each, answer: act.answer } : each));
    case 'failed':
      return exchanges.filter(({ answer }) => answer !== null);
    case 'restarted':
      return [];
  }
};

type Said = { readonly text: string; readonly choice: Choice | null };

/** A conversation that exists on this screen only: what the server needs to know of it goes back and forth. */
export const useRehearsal = (onFailed: (text: string) => void) => {
  const [exchanges, dispatch] = useReducer(step, []);
  const state = exchanges.findLast(({ answer }) => answer !== null)?.answer?.state ?? null;
  const ask = useMutation({
    mutationFn: ({ text, choice }: Said) =>
      api.post<Rehearsal>('/api/v1/playground', {
        messages: [text],
        ...(choice !== null && { choiceId: choice.id }),
        ...(state !== null && { state }),
      }),
    onMutate: ({ text }) => dispatch({ kind: 'said', text }),
    onSuccess: (answer) => dispatch({ kind: 'answered', answer }),
    onError: (_error, { text }) => {
      dispatch({ kind: 'failed' });
      onFailed(text);
    },
  });
  const say = (text: string, choice: Choice | null = null): void => {
    if (text.trim() !== '' && !ask.isPending) ask.mutate({ text: text.trim(), choice });
  };
  const restart = (): void => {
    dispatch({ kind: 'restarted' });
    ask.reset();
  };
  return { exchanges, say, restart, error: ask.error, isThinking: ask.isPending };
};
