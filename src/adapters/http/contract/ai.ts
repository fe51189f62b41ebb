import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { line, timestamp } from '#adapters/http/contract/text';
import { modelFaults } from '#application/ports/language-model';

const micros = z.int().min(0).meta({ description: 'Millionths of a US dollar: 150000 is USD 0.15.' });
const connectionName = line(32).meta({ description: 'Small letters, digits and hyphens, such as openai-main.' });
const model = line(120);
const version = z.int().min(0);

export const ModelRefDto = z.strictObject({ connection: connectionName, model });

export const ChainStepDto = z
  .strictObject({
    connection: connectionName,
    model,
    temperature: z.number().min(0).max(2).nullable().meta({ description: 'null leaves it to the vendor.' }),
  })
  .meta({ id: 'AiChainStep' });

const modelPrice = { connection: connectionName, model, inputMicros: micros, outputMicros: micros };
const NewModelPrice = z
  .strictObject(modelPrice)
  .meta({ id: 'NewAiModelPrice', description: 'For a million tokens, in millionths of a US dollar.' });
export const ModelPriceDto = z
  .strictObject({
    ...modelPrice,
    enteredAt: timestamp.nullable().meta({ description: 'When it was typed in; null: before that was written down.' }),
  })
  .meta({ id: 'AiModelPrice', description: 'For a million tokens, in millionths of a US dollar.' });

export const AiLimitsDto = z
  .strictObject({
    callMs: z.int().min(1_000).max(30_000).meta({ title: 'Time for one call, in milliseconds' }),
    totalMs: z.int().min(2_000).max(40_000).meta({ title: 'Time for all tries of one turn, in milliseconds' }),
    maxOutputTokens: z.int().min(100).max(8_000).meta({ title: 'Tokens of an answer, at most' }),
    tenantDailyMicros: micros.meta({ title: 'Cap per business and day' }),
    platformDailyMicros: micros.meta({ title: 'Cap for all together and day' }),
    degradePercent: z.int().min(1).max(100).meta({
      title: 'From this share of the day’s money on, only the cheapest model is asked',
    }),
  })
  .meta({ id: 'AiLimits' });

const spend = z
  .strictObject({ day: z.string(), reservedMicros: z.int(), spentMicros: z.int() })
  .meta({ id: 'AiSpend', description: 'Of one UTC day. What is reserved belongs to calls under way.' });

export const AiOverviewDto = z
  .strictObject({
    connections: z.array(
      z.strictObject({
        name: z.string(),
        vendor: z.string(),
        settings: z.record(z.string(), z.string()),
        keyLastFour: z.string().nullable().meta({ description: 'null: no key is set. A key is never shown whole.' }),
        keyIsUnreadable: z.boolean(),
      }),
    ),
    chain: z.array(ChainStepDto),
    prices: z.array(ModelPriceDto),
    limits: AiLimitsDto,
    embedder: ModelRefDto.nullable(),
    transcriber: ModelRefDto.nullable(),
    version,
    vendors: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        needsKey: z.boolean(),
        settings: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema.' }),
        embeds: z.boolean(),
        transcribes: z.boolean(),
      }),
    ),
    models: z.array(
      z.strictObject({
        connection: z.string(),
        model: z.string(),
        isResting: z.boolean().meta({ description: 'It failed too often of late and is left alone for a while.' }),
        lastAnswerAt: timestamp.nullable(),
        lastFault: z.enum(modelFaults).nullable(),
        lastFaultAt: timestamp.nullable(),
      }),
    ),
    today: spend,
  })
  .meta({ id: 'AiOverview' });

export const aiConnectionBody = z.strictObject({
  vendor: line(40),
  settings: z.record(z.string(), z.unknown()),
  apiKey: z
    .string()
    .max(500)
    .exactOptional()
    .meta({ description: 'Written, never shown. Absent: the one there stays.' }),
});
export const connectionParams = z.strictObject({ name: connectionName });

export const aiPolicyBody = z.strictObject({
  chain: z.array(ChainStepDto).max(5),
  prices: z.array(NewModelPrice).max(100),
  limits: AiLimitsDto,
  embedder: ModelRefDto.nullable(),
  transcriber: ModelRefDto.nullable(),
  version,
});

export const aiTestBody = z.strictObject({
  connection: connectionName,
  model,
  temperature: z.number().min(0).max(2).nullable(),
});

export const ModelTestDto = z
  .strictObject({
    ok: z.boolean(),
    fault: z.enum([...modelFaults, 'no_budget', 'no_key']).nullable(),
    status: z.int().nullable().meta({ description: 'The vendor’s HTTP status, where it answered with one.' }),
    sentence: z.string().meta({ description: 'What happened, and what to do next.' }),
    latencyMs: z.int(),
    inputTokens: z.int(),
    outputTokens: z.int(),
    costMicros: z.int().nullable().meta({ description: 'null: the model has no price yet.' }),
    acts: z.array(z.string()),
  })
  .meta({ id: 'AiModelTest' });

const tenantAi = {
  answers: z.enum(['as_platform', 'own_chain', 'engine_only']),
  chain: z.array(ChainStepDto).max(5),
  maxOutputTokens: z.int().min(100).max(8_000).nullable(),
  dailyMicros: micros.nullable(),
  redacts: z
    .boolean()
    .meta({ description: 'Phone numbers, e-mails, cards, IBANs and known names are taken out first.' }),
  version,
};
export const tenantAiBody = z.strictObject(tenantAi);
export const tenantAiParams = z.strictObject({ tenantId: idOf('tenant') });

export const TenantAiDto = z
  .strictObject({
    ...tenantAi,
    platform: z.strictObject({
      chain: z.array(ChainStepDto),
      prices: z.array(ModelPriceDto),
      limits: AiLimitsDto,
    }),
    today: spend,
  })
  .meta({ id: 'TenantAi' });
