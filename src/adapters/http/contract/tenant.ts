import { z } from 'zod';
import { BusinessProfileDto, WorkingHoursDto } from '#adapters/http/contract/business';
import { idOf } from '#adapters/http/contract/ids';
import { currency } from '#adapters/http/contract/money';
import { line, timestamp } from '#adapters/http/contract/text';
import { languages } from '#domain/shared/language';
import { answerModes, responseTypes } from '#domain/tenancy/assistant-settings';

export const tenantStatus = z.enum(['created', 'active', 'suspended', 'deleted', 'destroyed']);

const settings = {
  enabled: z.boolean().meta({ title: 'The assistant answers' }),
  languages: z.array(z.enum(languages)).meta({ title: 'Languages' }),
  defaultLanguage: z.enum(languages).meta({ title: 'Default language' }),
  confidenceThreshold: z
    .number()
    .min(0)
    .max(1)
    .meta({ title: 'Confidence threshold', description: '0 to 1: below it a person takes over.' }),
  settleMs: z.int().min(0).max(60_000).meta({
    title: 'Settle time',
    description: 'How long to wait for the rest of a burst, in milliseconds; 0 answers at once.',
  }),
  maxSettleMs: z.int().min(0).max(60_000).meta({
    title: 'Longest settle time',
    description: 'The longest a burst may hold back the answer, in milliseconds.',
  }),
  escalationKeywords: z
    .array(z.string())
    .meta({ title: 'Escalation words', description: 'Words that call a person at once.' }),
  allowedResponses: z
    .array(z.enum(responseTypes))
    .meta({ title: 'Allowed answers', description: 'What the assistant may answer on its own.' }),
  answerMode: z.enum(answerModes).meta({
    title: 'Answer mode',
    description: 'strict: approved words only; warm: a friendly line may stand above them; draft: a person sends.',
  }),
  undoMs: z.int().min(0).max(10_000).meta({
    title: 'Time to call back',
    description: 'For so long a person may call back what the assistant is about to send, in milliseconds; 0: none.',
  }),
};
export const AssistantSettingsDto = z.strictObject(settings).meta({ id: 'AssistantSettings' });
export const AssistantSettingsChange = z
  .strictObject({
    ...settings,
    escalationKeywords: z
      .array(line(60))
      .max(50)
      .meta({ title: 'Escalation words', description: 'Words that call a person at once.' }),
  })
  .partial()
  .meta({ id: 'AssistantSettingsChange', description: 'What is left out stays as it is.' });

export const TenantDto = z
  .strictObject({
    id: idOf('tenant'),
    slug: z.string(),
    name: z.string(),
    status: tenantStatus,
    currency,
    timeZone: z.string(),
    assistant: AssistantSettingsDto,
    profile: BusinessProfileDto,
    hours: WorkingHoursDto,
    cloudApiAllowed: z.boolean(),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Tenant' });

export const KillSwitchDto = z
  .strictObject({ on: z.boolean(), reason: z.string(), at: timestamp })
  .meta({ id: 'KillSwitch' });
export const KillSwitchesDto = z
  .strictObject({
    platform: KillSwitchDto.nullable().meta({ description: 'null: never used.' }),
    tenant: KillSwitchDto.nullable(),
  })
  .meta({ id: 'KillSwitches' });
export const killSwitchChange = z.strictObject({ on: z.boolean(), reason: line(300, 0).default('') });
