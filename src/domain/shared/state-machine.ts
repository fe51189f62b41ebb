import { DomainError } from '#domain/shared/domain-error';

/** A lifecycle was asked for a step it does not have. */
export class IllegalTransition extends DomainError {
  readonly code = 'lifecycle.illegal_transition';
  readonly kind = 'conflict';
}

/** Every state and the states it may move to. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>;

/** @throws {IllegalTransition} names the thing and both states. */
export const assertTransition = <State extends string>(
  thing: string,
  transitions: Transitions<State>,
  from: State,
  to: State,
): void => {
  if (!transitions[from].includes(to))
    throw new IllegalTransition(`a ${thing} cannot go from ${from} to ${to}`, { thing, from, to });
};
