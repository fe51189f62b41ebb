import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FormDto } from '../../../../src/adapters/http/contract/form.js';
import { api } from '../../shared/api/client.js';

export type Form = z.output<typeof FormDto>;
export type FormField = Form['fields'][number];
export type FieldType = FormField['type'];
export const fieldTypes = ['name', 'email', 'phone', 'text', 'message', 'select', 'checkbox', 'date'] as const;

const path = '/api/v1/forms';

export const formsQuery = queryOptions({
  queryKey: ['forms', 'list'],
  queryFn: ({ signal }) => api.get<{ readonly items: readonly Form[] }>(path, { signal }),
});

export const formQuery = (id: string) =>
  queryOptions({ queryKey: ['forms', 'one', id], queryFn: ({ signal }) => api.get<Form>(`${path}/${id}`, { signal }) });

export type FormBody = Omit<Form, 'id' | 'createdAt' | 'version'>;

export const saveForm = (id: string | null, body: FormBody, version: number): Promise<Form> =>
  id === null ? api.post<Form>(path, body) : api.put<Form>(`${path}/${id}`, { ...body, version });
