import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { timestamp } from '#adapters/http/contract/text';
import { permissions } from '#domain/identity/permission';
import { builtInRoles } from '#domain/identity/role';
import { mailTopics } from '#domain/identity/user';

/** A built-in role or one of the tenant's own. */
export const roleRef = z.union([z.enum(builtInRoles), idOf('role')]);

export const MemberDto = z
  .strictObject({
    userId: idOf('user'),
    email: z.string(),
    name: z.string(),
    role: roleRef,
    active: z.boolean(),
    mailTopics: z.array(z.enum(mailTopics)),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Member' });

export const InvitationDto = z
  .strictObject({
    id: idOf('invitation'),
    email: z.string(),
    name: z.string(),
    role: roleRef,
    invitedBy: idOf('user'),
    createdAt: timestamp,
    expiresAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Invitation' });

export const permission = z.enum(permissions);
export const grantablePermission = permission.exclude(['platform.manage']);

export const RoleDto = z
  .strictObject({
    id: roleRef,
    name: z.string(),
    builtIn: z.boolean(),
    permissions: z.array(permission),
    version: z.int().meta({ description: '0 for a built-in role, which cannot be changed.' }),
  })
  .meta({ id: 'Role' });
