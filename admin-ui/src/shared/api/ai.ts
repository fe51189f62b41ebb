import type { z } from 'zod';
import type { AiOverviewDto, ModelTestDto, TenantAiDto } from '../../../../src/adapters/http/contract/ai.js';

export type AiOverview = z.output<typeof AiOverviewDto>;
export type AiConnection = AiOverview['connections'][number];
export type AiVendor = AiOverview['vendors'][number];
export type ChainStep = AiOverview['chain'][number];
export type ModelPrice = AiOverview['prices'][number];
export type ModelTest = z.output<typeof ModelTestDto>;
export type TenantAi = z.output<typeof TenantAiDto>;
