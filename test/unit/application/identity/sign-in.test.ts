import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { networkOf } from '#application/identity/client';
import { AddMember } from '#application/team/add-member';
import { ChangeMember } from '#application/team/change-member';
import { client, openWorld, password, type World } from '../world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const email = 'noor@example.com';
const outcome = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'signed in',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('signing in', () => {
  it('opens a session for the right password, whatever the case of the e-mail', async () => {
    const { tenantId } = await world.admin({ email });
    const signedIn = await world.signIn.execute({ email: ' NOOR@example.com', password, client });
    expect(signedIn.tenant?.id).toBe(tenantId);
    expect(signedIn.session).toMatchObject({ tenantId, userAgent: 'Firefox' });
  });

  it('answers alike, after the same work, for a wrong password and an unknown e-mail', async () => {
    await world.admin({ email });
    const answers: unknown[] = [];
    for (const who of [email, 'nobody@example.com', 'no e-mail at all']) {
      const before = world.hasher.verified;
      await world.signIn
        .execute({ email: who, password: 'wrong', client })
        .catch(({ code, message, details }) => answers.push({ code, message, details }));
      expect(world.hasher.verified - before).toBe(1);
    }
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: 'identity.wrong_credentials' });
  });

  it('gives a super admin a platform session', async () => {
    await world.superAdmin();
    expect((await world.signIn.execute({ email: 'root@example.com', password, client })).tenant).toBeNull();
  });

  it('asks somebody with several businesses which one, and takes its slug or its id', async () => {
    const first = await world.admin({ email, businessName: 'First' });
    const owner = await world.admin({ businessName: 'Second' });
    await new AddMember(world).execute({
      by: owner,
      email,
      name: 'N',
      initialPassword: 'a password not used',
      role: 'agent',
    });
    const error = await world.signIn.execute({ email, password, client }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'identity.choose_tenant', kind: 'conflict' });
    expect(error.details.tenants.split(',').sort()).toEqual(['first', 'second']);
    expect(error.details.names.split('\n').sort()).toEqual(['First', 'Second']);
    expect((await world.signIn.execute({ email, password, client, tenant: 'second' })).tenant?.id).toBe(owner.tenantId);
    expect((await world.signIn.execute({ email, password, client, tenant: first.tenantId })).tenant?.id).toBe(
      first.tenantId,
    );
    expect(await outcome(world.signIn.execute({ email, password, client, tenant: 'third' }))).toBe(
      'identity.no_tenant',
    );
  });

  it('is refused to a member who was shut out', async () => {
    const admin = await world.admin();
    const { actor, email: agentEmail } = await world.member(admin, 'agent');
    await new ChangeMember(world).execute({ by: admin, userId: actor.userId, version: 1, active: false });
    expect(await outcome(world.signIn.execute({ email: agentEmail, password, client }))).toBe('identity.no_tenant');
  });
});

describe('guessing', () => {
  beforeEach(async () => {
    await world.admin({ email });
    world.freeze();
    world.hasher.verified = 0;
  });

  const guesses = (
    count: number,
    about: { ip?: (n: number) => string; email?: (n: number) => string } = {},
  ): Promise<string[]> =>
    Promise.all(
      Array.from({ length: count }, (_, n) =>
        outcome(
          world.signIn.execute({
            email: about.email?.(n) ?? email,
            password: `guess number ${n}`,
            client: { ...client, ip: about.ip?.(n) ?? client.ip },
          }),
        ),
      ),
    );

  it('a thousand at once at one account: five are evaluated, the rest are told when to come back', async () => {
    const answers = await guesses(1_000);
    expect(world.hasher.verified).toBe(5);
    expect(answers.filter((each) => each === 'rate_limit.exceeded')).toHaveLength(995);
    const refused = await world.signIn.execute({ email, password, client }).catch((error) => error);
    expect(refused.retryAfterMs).toBeGreaterThan(14 * 60_000);
    expect(refused.retryAfterMs).toBeLessThanOrEqual(15 * 60_000);
  });

  it('is let in again after 15 minutes: the lock is never permanent', async () => {
    await guesses(1_000);
    world.advance(15 * 60_000 + 1);
    expect(await outcome(world.signIn.execute({ email, password, client }))).toBe('signed in');
  });

  it('does not shut the owner out who comes from elsewhere', async () => {
    await guesses(1_000);
    expect(await outcome(world.signIn.execute({ email, password, client: { ...client, ip: '198.51.100.1' } }))).toBe(
      'signed in',
    );
  });

  it('at a thousand accounts from one network: fifty an hour', async () => {
    await guesses(1_000, { email: (n) => `user${n}@example.com` });
    expect(world.hasher.verified).toBe(50);
    world.advance(30 * 60_000);
    expect(await outcome(world.signIn.execute({ email, password, client }))).toBe('rate_limit.exceeded');
    world.advance(30 * 60_000 + 1);
    expect(await outcome(world.signIn.execute({ email, password, client }))).toBe('signed in');
  });

  it('a locked account does not lock the others of its office', async () => {
    await guesses(1_000);
    await world.admin({ email: 'colleague@example.com' });
    expect(await outcome(world.signIn.execute({ email: 'colleague@example.com', password, client }))).toBe('signed in');
  });

  it('from every address of one IPv6 network counts as one guesser', async () => {
    await guesses(200, { ip: (n) => `2001:db8:1:2::${n.toString(16)}` });
    expect(world.hasher.verified).toBe(5);
  });

  it('a success forgets the failures before it', async () => {
    for (let round = 0; round < 3; round += 1) {
      await guesses(4);
      expect(await outcome(world.signIn.execute({ email, password, client }))).toBe('signed in');
    }
  });
});

it('a network is the address, or the /64 of an IPv6 one however it is written', () => {
  const network = (ip: string): string => networkOf({ ip, userAgent: '' });
  expect(network('203.0.113.7')).toBe('203.0.113.7');
  expect(network('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(network('2001:db8::1')).toBe('2001:db8:0:0');
  expect(network('2001:0DB8:0:0:5:6:7:8')).toBe('2001:db8:0:0');
  expect(network('::1')).toBe('0:0:0:0');
});
