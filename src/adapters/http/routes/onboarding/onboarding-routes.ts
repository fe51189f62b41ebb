import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import { sampleKinds } from '#application/onboarding/add-sample-catalogue';
import { onboardingSteps } from '#application/onboarding/read-onboarding';

const path = '/api/v1/onboarding';
const tag = 'Onboarding';

const readOnboarding = (useCase: UseCases['readOnboarding']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'How far your business has come',
    tag,
    access: { kind: 'user', permission: 'tenant.read' },
    response: {
      200: z
        .strictObject({
          steps: z.array(z.strictObject({ id: z.enum(onboardingSteps), done: z.boolean() })),
          demoUrl: z.string().meta({ description: 'A path on this server.', examples: ['/demo/noor-spa'] }),
        })
        .meta({ id: 'Onboarding' }),
    },
    handle: async (_input, { by }) => {
      const { steps, demoUrl } = await useCase.execute({ by });
      return json(200, { steps: steps.map(({ id, done }) => ({ id, done })), demoUrl });
    },
  });

const addSampleCatalogue = (useCase: UseCases['addSampleCatalogue']): Route =>
  defineRoute({
    method: 'post',
    path: `${path}/sample-catalogue`,
    summary: 'Fill an empty catalogue with a sample of your trade, with a menu and a contact form',
    tag,
    access: { kind: 'user', permission: 'tenant.configure' },
    body: z.strictObject({ kind: z.enum(sampleKinds) }),
    response: { 201: z.strictObject({ created: z.int() }) },
    handle: async ({ body: { kind } }, { by }) => json(201, { created: (await useCase.execute({ by, kind })).created }),
  });

export const onboardingRoutes = (useCases: UseCases): Route[] => [
  readOnboarding(useCases.readOnboarding),
  addSampleCatalogue(useCases.addSampleCatalogue),
];
