import { queryOptions } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { Language } from '../../shared/i18n/plural.js';

export const stepIds = ['profile', 'catalogue', 'try_assistant', 'widget', 'first_order', 'verify_email'] as const;
export type StepId = (typeof stepIds)[number];
export const sampleKinds = ['spa', 'restaurant', 'shop', 'clinic'] as const;
export type SampleKind = (typeof sampleKinds)[number];

export type Onboarding = {
  readonly steps: readonly { readonly id: StepId; readonly done: boolean }[];
  readonly demoUrl: string;
};

export const onboardingQuery = queryOptions({
  queryKey: ['onboarding'],
  queryFn: ({ signal }) => api.get<Onboarding>('/api/v1/onboarding', { signal }),
});

export const takeSample = (kind: SampleKind): Promise<{ readonly created: number }> =>
  api.post('/api/v1/onboarding/sample-catalogue', { kind });

export const sendVerification = (language: Language): Promise<void> =>
  api.post('/api/auth/verify-email/send', { language });
