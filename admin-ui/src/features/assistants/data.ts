import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AgreementDto,
  AssistantDetailsDto,
  AssistantDto,
  IntentAgreementDto,
  ReliabilityDto,
  RunDto,
  RunSummaryDto,
  SentenceDto,
  VersionDto,
} from '../../../../src/adapters/http/contract/assistant.js';
import type { FormDto } from '../../../../src/adapters/http/contract/form.js';
import { api } from '../../shared/api/client.js';
import type { Faq, Page, Service } from '../../shared/api/types.js';

export type Assistant = z.output<typeof AssistantDto>;
export type AssistantDetails = z.output<typeof AssistantDetailsDto>;
export type VersionSummary = AssistantDetails['versions'][number];
export type Version = z.output<typeof VersionDto>;
export type Config = Version['config'];
export type Intent = Config['intents'][number];
export type Run = z.output<typeof RunDto>;
export type RunSummary = z.output<typeof RunSummaryDto>;
export type Exam = NonNullable<Run['exam']>;
export type Replay = NonNullable<Run['replay']>;
export type Agreement = z.output<typeof AgreementDto>;
export type IntentAgreement = z.output<typeof IntentAgreementDto>;

type Items<T> = { readonly items: readonly T[] };
const path = '/api/v1/assistants';
export const versionPath = (assistantId: string, versionId: string): string =>
  `${path}/${assistantId}/versions/${versionId}`;

export const assistantsQuery = queryOptions({
  queryKey: ['assistants', 'list'],
  queryFn: ({ signal }) => api.get<Items<Assistant>>(path, { signal }),
});

export const assistantQuery = (id: string) =>
  queryOptions({
    queryKey: ['assistants', 'one', id],
    queryFn: ({ signal }) => api.get<AssistantDetails>(`${path}/${id}`, { signal }),
  });

export const versionQuery = (assistantId: string, versionId: string) =>
  queryOptions({
    queryKey: ['assistants', 'version', versionId],
    queryFn: ({ signal }) => api.get<Version>(versionPath(assistantId, versionId), { signal }),
  });

export const runsQuery = (assistantId: string) =>
  queryOptions({
    queryKey: ['assistants', 'runs', assistantId],
    queryFn: ({ signal }) => api.get<Items<RunSummary>>(`${path}/${assistantId}/runs`, { signal }),
  });

export const isUnderWay = ({ status }: Pick<RunSummary, 'status'>): boolean =>
  status === 'waiting' || status === 'running';

/** Notices tell how far it is; should they be late, it is asked. */
export const runQuery = (assistantId: string, runId: string) =>
  queryOptions({
    queryKey: ['assistants', 'run', runId],
    queryFn: ({ signal }) => api.get<Run>(`${path}/${assistantId}/runs/${runId}`, { signal }),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnderWay(state.data) ? 2_000 : false),
  });

export type Sentence = z.output<typeof SentenceDto>;

/** The sentences that may be worded anew, as they were reviewed. */
export const sentencesQuery = queryOptions({
  queryKey: ['assistant-sentences'],
  queryFn: ({ signal }) => api.get<Items<Sentence>>('/api/v1/assistant-sentences', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const agreementQuery = (id: string) =>
  queryOptions({
    queryKey: ['assistants', 'agreement', id],
    queryFn: ({ signal }) =>
      api.get<Items<Agreement> & { readonly intents: readonly IntentAgreement[] }>(`${path}/${id}/agreement`, {
        signal,
      }),
  });

/** Models a replay may be answered by, beside the embedded engine. */
export const trialModelsQuery = queryOptions({
  queryKey: ['assistant-models'],
  queryFn: ({ signal }) =>
    api.get<Items<{ readonly connection: string; readonly model: string }>>('/api/v1/assistant-models', { signal }),
  staleTime: 60_000,
});

export type Reliability = z.output<typeof ReliabilityDto>;

/** What the tenant's own judged answers, or a first look at its examples, say about each threshold. */
export const reliabilityQuery = queryOptions({
  queryKey: ['assistants', 'reliability'],
  queryFn: ({ signal }) => api.get<Reliability>('/api/v1/assistant/reliability', { signal }),
  staleTime: 60_000,
});

export const targetFaqsQuery = queryOptions({
  queryKey: ['faqs', 'for-intents'],
  queryFn: ({ signal }) => api.get<Page<Faq>>('/api/v1/faqs', { query: { limit: 100 }, signal }),
  staleTime: 60_000,
});

export const targetServicesQuery = queryOptions({
  queryKey: ['services', 'for-intents'],
  queryFn: ({ signal }) => api.get<Page<Service>>('/api/v1/services', { query: { limit: 100 }, signal }),
  staleTime: 60_000,
});

export const targetFormsQuery = queryOptions({
  queryKey: ['forms', 'for-intents'],
  queryFn: ({ signal }) =>
    api.get<{ readonly items: readonly z.output<typeof FormDto>[] }>('/api/v1/forms', { signal }),
  staleTime: 60_000,
});

/** One change in the studio: whatever it was, what is shown of the studio is read again. */
export const useStudioAct = <Input, Output>(
  act: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (output) => onDone?.(output),
    onSettled: () => client.invalidateQueries({ queryKey: ['assistants'] }),
  });
};

export const addAssistant = (body: { name: string; topics: readonly string[] }) => api.post<Assistant>(path, body);
export const changeAssistant = (id: string, body: object) => api.patch<Assistant>(`${path}/${id}`, body);
export const removeAssistant = (id: string) => api.delete(`${path}/${id}`);
export const draftVersion = (id: string, from?: string) =>
  api.post<Version>(`${path}/${id}/versions`, from === undefined ? {} : { from });
export const rollBack = (id: string, versionId: string, reason: string) =>
  api.post<Assistant>(`${versionPath(id, versionId)}/roll-back`, { reason });
