import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '#application/ports/store';
import type { Member } from '#domain/identity/user';
import { SmtpEmulator } from '#test/emulators/smtp/smtp-emulator';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { cleaning } from './shops.js';

let smtp: SmtpEmulator;
let rig: EngineRig;
let noor: Business;

const start = async (storeSeenBy?: (store: Store) => Store): Promise<void> => {
  const environment = { WAKIL_SMTP_URL: smtp.url, WAKIL_PUBLIC_URL: 'https://wakil.test/' };
  rig = await EngineRig.start({ environment, ...(storeSeenBy && { storeSeenBy }) });
  noor = await rig.openBusiness(cleaning);
};
beforeEach(async () => {
  smtp = await SmtpEmulator.start();
});
afterEach(async () => {
  await rig.stop();
  await smtp.stop();
});

const hires = async (email: string, about: Partial<Member> = {}): Promise<void> => {
  const { aMember, anAudit } = rig.builders;
  const mailAbout = ['new_order', 'hand_over'] as const;
  await noor.store.team.saveMember(aMember(noor.tenantId, { email, mailAbout, ...about }), anAudit());
};

const mailsTo = (email: string) => smtp.received.filter(({ to }) => to.includes(email)).map(({ raw }) => decoded(raw));
const decoded = (raw: string): string =>
  raw
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'));

const orders = async (session = 'sara'): Promise<void> => {
  for (const text of ['I want to order 2 sofa cleaning', 'Sara Ali', '0501234567', 'yes'])
    await noor.ask(session, text);
};

/** The store with another `tenant(…).turns.apply`. */
const withApply = (apply: (through: () => Promise<unknown>) => Promise<unknown>) => (store: Store) =>
  overlay(store, {
    tenant: (tenantId) => {
      const scoped = store.tenant(tenantId);
      const turns = overlay(scoped.turns, {
        apply: ((...args) => apply(() => scoped.turns.apply(...args))) as typeof scoped.turns.apply,
      });
      return overlay(scoped, { turns });
    },
  });

const overlay = <T extends object>(target: T, changes: Partial<T>): T =>
  new Proxy(target, {
    get: (_target, key) => {
      if (Object.hasOwn(changes, key)) return Reflect.get(changes, key);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

describe('a new order', () => {
  it('is told by mail to whoever wants to know and may see it, with its number', async () => {
    await start();
    await hires('agent@noor.test');
    await hires('gone@noor.test', { active: false });
    await hires('quiet@noor.test', { mailAbout: ['hand_over'] });
    const role = await noor.store.team.saveRole(
      { ...rig.builders.aRole(noor.tenantId), permissions: ['catalogue.read'] },
      rig.builders.anAudit(),
    );
    await hires('blind@noor.test', { role: role.id });
    await orders();
    await expect.poll(() => mailsTo('agent@noor.test')).toHaveLength(1);
    const [mail = ''] = mailsTo('agent@noor.test');
    const [order] = await noor.orders();
    expect(mail).toContain('Subject: New order request no. 1 at Noor Cleaning');
    expect(mail).toContain('2 × Sofa cleaning: AED 360');
    expect(mail).toContain('Name: Sara Ali');
    expect(mail).toContain(`https://wakil.test/app/orders?order=${order?.state.id}`);
    expect(smtp.received.flatMap(({ to }) => to)).toEqual(['agent@noor.test']);
  });

  it('is told once when the process dies between telling and applying', async () => {
    let deaths = 0;
    await start(
      withApply((through) => {
        if (deaths === 0) return through();
        deaths -= 1;
        return Promise.reject(new Error('the power is gone'));
      }),
    );
    await hires('agent@noor.test');
    for (const text of ['I want to order 2 sofa cleaning', 'Sara Ali', '0501234567']) await noor.ask('sara', text);
    deaths = 2;
    await noor.chat('sara', 'yes', { waitMs: 0 });
    await rig.idle();
    for (let n = 0; n < 5; n += 1) await rig.sweepAfter(60_000);
    expect(deaths).toBe(0);
    expect(await noor.orders()).toHaveLength(1);
    await expect.poll(() => mailsTo('agent@noor.test')).toHaveLength(1);
    await rig.sweepAfter(60_000);
    expect(mailsTo('agent@noor.test')).toHaveLength(1);
  });

  it('is stored even when nobody can be told', async () => {
    await start((store) =>
      overlay(store, {
        platform: overlay(store.platform, {
          mails: overlay(store.platform.mails, { add: () => Promise.reject(new Error('no room')) }),
        }),
      }),
    );
    await hires('agent@noor.test');
    await orders();
    expect(await noor.orders()).toHaveLength(1);
    expect(rig.telemetry.errors.map(({ event }) => event)).toContain('notice.failed');
  });
});

describe('a customer who waits for a person', () => {
  it('is told with the reason and their last words, once in ten minutes', async () => {
    await start();
    await hires('agent@noor.test');
    await noor.ask('omar', 'I want to talk to a human');
    await expect.poll(() => mailsTo('agent@noor.test')).toHaveLength(1);
    const [mail = ''] = mailsTo('agent@noor.test');
    expect(mail).toContain('Subject: A customer of Noor Cleaning waits for a person');
    expect(mail).toContain('the customer asked for a person');
    expect(mail).toContain('> I want to talk to a human');
    expect(mail).toContain(`https://wakil.test/app/inbox?conversation=${await noor.idOf('omar')}`);
    const conversationId = await noor.idOf('omar');
    await rig.useCases.handBackConversation.execute({ by: noor.admin, conversationId });
    await noor.ask('omar', 'I want to talk to a human');
    await noor.ask('layla', 'I want to talk to a human');
    await expect.poll(() => mailsTo('agent@noor.test')).toHaveLength(2);
    expect(mailsTo('agent@noor.test').filter((each) => each.includes(conversationId))).toHaveLength(1);
  });

  it('is told of with what was filled in so far of a form', async () => {
    await start();
    await hires('agent@noor.test');
    const { aForm, aFlow, anAudit } = rig.builders;
    const field = { required: true, options: [] };
    const form = await noor.store.forms.save(
      aForm(noor.tenantId, {
        asksInChat: true,
        fields: [
          { ...field, key: 'name', type: 'name', label: { en: 'Your name' } },
          { ...field, key: 'mail', type: 'email', label: { en: 'Your e-mail' } },
          { ...field, key: 'phone', type: 'phone', label: { en: 'Your phone' } },
        ],
      }),
      anAudit(),
    );
    const options = [{ id: 'call', label: { en: 'Call me' }, action: { do: 'form', form: form.id } as const }];
    const flow = aFlow(noor.tenantId, { nodes: [{ id: 'start', text: { en: 'How can we help?' }, options }] });
    const settings = await noor.store.widget.settings();
    await noor.store.widget.saveSettings(
      { ...settings, menu: (await noor.store.flows.save(flow, anAudit())).id },
      anAudit(),
    );
    for (const text of ['menu', '1', 'Sara Khan', 'sara@example.com', 'I want to talk to a human'])
      await noor.customerWrites('971500000001', text);
    await expect.poll(() => mailsTo('agent@noor.test')).toHaveLength(1);
    const [mail = ''] = mailsTo('agent@noor.test');
    expect(mail).toMatch(/Filled in so far:\s+Your name: Sara Khan\s+Your e-mail: sara@example\.com\s/);
    expect(mail).not.toContain('Your phone');
  });
});
