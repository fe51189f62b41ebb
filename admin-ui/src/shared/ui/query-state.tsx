import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, LoadingState } from './states.js';

type Reading<T> = Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending' | 'refetch'>;

type Props<T> = {
  readonly query: Reading<T>;
  readonly children: (data: T) => ReactNode;
  /** Shown instead of `children` when `isEmpty` says so. */
  readonly empty?: ReactNode;
  readonly isEmpty?: (data: T) => boolean;
  readonly loading?: ReactNode;
  readonly stillWorks?: string;
};

/**
 * The states every screen has: loading, empty, failed, forbidden, offline, and the thing itself. What was read before stays
 * on the screen when reading it again fails: old and true beats nothing.
 */
export const QueryState = <T,>({ query, children, empty, isEmpty, loading, stillWorks }: Props<T>) => {
  if (query.data !== undefined)
    return isEmpty?.(query.data) === true && empty !== undefined ? empty : children(query.data);
  if (query.error !== null)
    return <ErrorState error={query.error} stillWorks={stillWorks} onRetry={() => void query.refetch()} />;
  return loading ?? <LoadingState />;
};
