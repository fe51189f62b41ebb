import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { currency } from '#adapters/http/contract/money';
import { timestamp } from '#adapters/http/contract/text';
import { permissions } from '#domain/identity/permission';
import { mailTopics } from '#domain/identity/user';
import { languages } from '#domain/shared/language';

export const TenantSummaryDto = z
  .strictObject({
    id: idOf('tenant'),
    slug: z.string(),
    name: z.string(),
    status: z.enum(['created', 'active', 'suspended', 'deleted', 'destroyed']),
    currency,
    timeZone: z.string(),
  })
  .meta({ id: 'TenantSummary' });

export const UserDto = z
  .strictObject({
    id: idOf('user'),
    email: z.string(),
    name: z.string(),
    isSuperAdmin: z.boolean(),
    emailVerified: z.boolean(),
  })
  .meta({ id: 'User' });

const session = {
  id: idOf('session'),
  tenantId: idOf('tenant').nullable(),
  userAgent: z.string(),
  createdAt: timestamp,
  activeAt: timestamp,
  expiresAt: timestamp,
};
export const SessionDto = z.strictObject(session).meta({ id: 'Session' });
export const OwnSessionDto = z.strictObject({ ...session, current: z.boolean() }).meta({ id: 'OwnSession' });

export const SignedInDto = z
  .strictObject({
    accessToken: z.string().meta({ description: 'Send it as `Authorization: Bearer …`.' }),
    expiresInS: z.int(),
    refreshToken: z
      .string()
      .nullable()
      .meta({ description: 'Only if you asked for `"tokenIn": "body"`; else it is in a cookie.' }),
    session: SessionDto,
    user: UserDto,
    tenant: TenantSummaryDto.nullable().meta({ description: "null: a super admin's platform session." }),
  })
  .meta({ id: 'SignedIn' });

export const mailTopic = z.enum(mailTopics);
export const mailLanguage = z.enum(languages).optional().meta({ description: 'Of the mail.' });

export const StartDto = z.strictObject({ needsSetup: z.boolean() }).meta({ id: 'Start' });

export const OfferedPlaceDto = z
  .strictObject({
    email: z.string(),
    name: z.string(),
    tenantName: z.string(),
    hasAccount: z.boolean().meta({ description: 'Ask for the password they have, or for a new one.' }),
  })
  .meta({ id: 'OfferedPlace' });

export const IdentityDto = z
  .strictObject({
    user: UserDto.nullable(),
    tenant: TenantSummaryDto.nullable(),
    role: z.string().nullable().meta({ description: "A built-in role, a custom role's id, or super_admin." }),
    permissions: z.array(z.enum(permissions)),
    mailTopics: z.array(mailTopic).nullable().meta({ description: 'What you are told by mail in this business.' }),
    tenants: z.array(TenantSummaryDto).meta({ description: 'Where else this person may sign in.' }),
  })
  .meta({ id: 'Identity' });
