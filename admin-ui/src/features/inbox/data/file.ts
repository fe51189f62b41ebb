import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FileDto } from '../../../../../src/adapters/http/contract/file.js';
import { api } from '../../../shared/api/client.js';

type StoredFile = z.output<typeof FileDto>;

/** A file with the signed link it is shown under. The link ends, so it is asked for again before long. */
export const fileQuery = (id: string) =>
  queryOptions({
    queryKey: ['inbox-file', id],
    queryFn: ({ signal }) => api.get<StoredFile>(`/api/v1/files/${id}`, { signal }),
    staleTime: 10 * 60_000,
    refetchOnWindowFocus: false,
    retry: 1,
  });
