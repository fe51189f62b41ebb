import { queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

/** What the panel needs to know of a stored file; its address is signed and good for an hour. */
export type StoredFile = { readonly id: string; readonly url: string };

/** What the server takes, by a file's content. */
export const pictureTypes = 'image/png,image/jpeg,image/webp,image/gif';
export const largestPicture = 2 * 1_024 * 1_024;
export const servicePictureTypes = 'image/png,image/jpeg,image/webp';
export const largestServicePicture = 5 * 1_024 * 1_024;

/** What it is for says who may, and who will see it: the picture of a service is public, under an address that lasts. */
const upload =
  (purpose: 'logo' | 'service') =>
  (file: File): Promise<StoredFile> =>
    api.post<StoredFile>('/api/v1/files', file, { query: { name: file.name, purpose } });

export const uploadLogo = upload('logo');
export const uploadServicePicture = upload('service');

export const fileQuery = (id: string) =>
  queryOptions({
    queryKey: ['file', id],
    queryFn: ({ signal }) => api.get<StoredFile>(`/api/v1/files/${id}`, { signal }),
    staleTime: 30 * 60_000,
  });
