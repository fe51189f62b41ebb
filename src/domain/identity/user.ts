import type { BuiltInRole } from '#domain/identity/role';
import type { RoleId, TenantId, UserId } from '#domain/shared/ids';

/** A person who can sign in. One account may belong to several tenants. */
export type User = {
  readonly id: UserId;
  /** Lower-cased; unique on the platform. */
  readonly email: string;
  readonly name: string;
  /** argon2id, PHC string. */
  readonly passwordHash: string;
  readonly isSuperAdmin: boolean;
  /** When the person showed that the address is theirs. */
  readonly emailVerifiedAt: Date | null;
  readonly createdAt: Date;
  readonly version: number;
};

/** Things of a tenant's that a member may want a mail about. */
export const mailTopics = ['new_order', 'hand_over', 'new_lead'] as const;
export type MailTopic = (typeof mailTopics)[number];

/** What a person is in one tenant. */
export type Member = {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly email: string;
  readonly name: string;
  readonly role: BuiltInRole | RoleId;
  readonly active: boolean;
  /** Of what this person is told by mail. */
  readonly mailAbout: readonly MailTopic[];
  readonly createdAt: Date;
  readonly version: number;
};
