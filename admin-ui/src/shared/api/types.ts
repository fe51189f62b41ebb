/** What the API answers, from the server's own schemas. Types only: no line of the server enters the bundle. */
import type { z } from 'zod';
import type { ApiKeyDto, IssuedApiKeyDto } from '../../../../src/adapters/http/contract/api-key.js';
import type { AuditEntryDto, AuditVerdictDto } from '../../../../src/adapters/http/contract/audit.js';
import type { IdentityDto, OwnSessionDto, SignedInDto } from '../../../../src/adapters/http/contract/auth.js';
import type { FaqDto, ServiceDto } from '../../../../src/adapters/http/contract/catalogue.js';
import type { ChannelDto } from '../../../../src/adapters/http/contract/channel.js';
import type { ChannelSessionDto } from '../../../../src/adapters/http/contract/channel-session.js';
import type {
  ConversationDto,
  ConversationSummaryDto,
  CustomerDto,
  MessageDto,
} from '../../../../src/adapters/http/contract/conversation.js';
import type {
  FunctionCallDto,
  FunctionDto,
  TriedFunctionDto,
} from '../../../../src/adapters/http/contract/function.js';
import type { HomeDto } from '../../../../src/adapters/http/contract/home.js';
import type { LocalizedTextDto, MoneyDto } from '../../../../src/adapters/http/contract/money.js';
import type { OrderDto } from '../../../../src/adapters/http/contract/order.js';
import type { MemberDto, RoleDto } from '../../../../src/adapters/http/contract/team.js';
import type { KillSwitchDto, KillSwitchesDto, TenantDto } from '../../../../src/adapters/http/contract/tenant.js';
import type { TurnDto } from '../../../../src/adapters/http/contract/turn.js';

export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

export type SignedIn = z.output<typeof SignedInDto>;
export type Identity = z.output<typeof IdentityDto>;
export type Permission = Identity['permissions'][number];
export type OwnSession = z.output<typeof OwnSessionDto>;
export type Tenant = z.output<typeof TenantDto>;
export type KillSwitch = z.output<typeof KillSwitchDto>;
export type KillSwitches = z.output<typeof KillSwitchesDto>;
/** The figures of the home screen; what this person may not read is null. */
export type HomeFigures = z.output<typeof HomeDto>;
export type Money = z.output<typeof MoneyDto>;
export type LocalizedText = z.output<typeof LocalizedTextDto>;
export type Service = z.output<typeof ServiceDto>;
export type Faq = z.output<typeof FaqDto>;
export type Order = z.output<typeof OrderDto>;
export type Conversation = z.output<typeof ConversationDto>;
export type ConversationSummary = z.output<typeof ConversationSummaryDto>;
export type Customer = z.output<typeof CustomerDto>;
export type Message = z.output<typeof MessageDto>;
export type Turn = z.output<typeof TurnDto>;
export type Channel = z.output<typeof ChannelDto>;
export type ChannelSession = z.output<typeof ChannelSessionDto>;
export type Member = z.output<typeof MemberDto>;
export type Role = z.output<typeof RoleDto>;
export type ApiKey = z.output<typeof ApiKeyDto>;
export type IssuedApiKey = z.output<typeof IssuedApiKeyDto>;
export type TenantFunction = z.output<typeof FunctionDto>;
export type FunctionCall = z.output<typeof FunctionCallDto>;
export type TriedFunction = z.output<typeof TriedFunctionDto>;
export type AuditEntry = z.output<typeof AuditEntryDto>;
export type AuditVerdict = z.output<typeof AuditVerdictDto>;
