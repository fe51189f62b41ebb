import { queryOptions } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { FunctionCall, LocalizedText, Page, TenantFunction, TriedFunction } from '../../shared/api/types.js';

const path = '/api/v1/functions';

export const functionsQuery = queryOptions({
  queryKey: ['functions'],
  queryFn: ({ signal }) => api.get<{ readonly items: readonly TenantFunction[] }>(path, { signal }),
});

export const callsQuery = (id: string) =>
  queryOptions({
    queryKey: ['functions', 'calls', id],
    queryFn: ({ signal }) => api.get<Page<FunctionCall>>(`${path}/${id}/calls`, { signal }),
  });

/** What the form holds: schemas as the text they are written in. */
export type FunctionDraft = {
  readonly name: string;
  readonly description: string;
  readonly examples: string[];
  readonly method: TenantFunction['method'];
  readonly url: string;
  readonly secretHeader: string;
  readonly secret: string;
  readonly timeoutMs: number;
  readonly parameters: string;
  readonly fields: string;
  readonly template: LocalizedText;
};

const asText = (value: unknown): string => JSON.stringify(value, null, 2);

const blank: FunctionDraft = {
  name: '',
  description: '',
  examples: [],
  method: 'GET',
  url: '',
  secretHeader: 'authorization',
  secret: '',
  timeoutMs: 4_000,
  parameters: asText({ properties: { number: { type: 'string', maxLength: 20 } }, required: ['number'] }),
  fields: asText([{ name: 'eta', path: 'parcel.eta', type: 'date' }]),
  template: {},
};

export const draftOf = (one: TenantFunction | null): FunctionDraft =>
  one === null
    ? blank
    : {
        name: one.name,
        description: one.description,
        examples: [...one.examples],
        method: one.method,
        url: one.url,
        secretHeader: one.secretHeader,
        secret: '',
        timeoutMs: one.timeoutMs,
        parameters: asText({ properties: one.parameters.properties, required: one.parameters.required }),
        fields: asText(one.fields),
        template: one.template,
      };

/** Is it something the server can be asked about? */
export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** An empty secret is left out: the one that is there stays. */
export const saveFunction = (
  before: TenantFunction | null,
  { secret, parameters, fields, ...draft }: FunctionDraft,
): Promise<TenantFunction> => {
  const body = {
    ...draft,
    parameters: JSON.parse(parameters) as unknown,
    fields: JSON.parse(fields) as unknown,
    ...(secret !== '' && { secret }),
  };
  return before === null ? api.post(path, body) : api.put(`${path}/${before.id}`, { version: before.version, ...body });
};

export const switchFunction = ({ id, version, status }: TenantFunction): Promise<TenantFunction> =>
  api.put(`${path}/${id}`, { version, status: status === 'active' ? 'off' : 'active' });
export const removeFunction = (id: string): Promise<void> => api.delete(`${path}/${id}`);
export const tryFunction = (id: string, values: object): Promise<TriedFunction> =>
  api.post(`${path}/${id}/try`, { arguments: values });
