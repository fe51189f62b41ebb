import { expect, it } from 'vitest';
import { defaultMailTopics } from '#domain/identity/default-mail-topics';
import { mailTopics } from '#domain/identity/user';
import { RoleId } from '#domain/shared/ids';

it('a new member is told of what their role is there for, and a custom role of nothing', () => {
  expect(defaultMailTopics('tenant_admin')).toEqual(mailTopics);
  expect(defaultMailTopics('agent')).toEqual(['new_order', 'hand_over']);
  expect(defaultMailTopics('viewer')).toEqual([]);
  expect(defaultMailTopics(RoleId('rol_1'))).toEqual([]);
});
