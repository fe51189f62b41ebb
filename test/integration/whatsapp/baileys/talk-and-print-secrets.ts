import { BufferJSON } from '@whiskeysockets/baileys';
import type { MemoryCredentials } from '#test/support/memory-credentials';
import { until } from '#test/support/until';
import { aMessage, Rig } from './rig.js';

/** What makes libsignal talk: sessions that are closed and opened anew, ciphertexts it cannot open. */
const rig = new Rig();
await rig.start();
const linked = await rig.linked();
const { owner, session, credentials } = linked;
const words = 'something only the two of us know';
const customer = rig.customer();
await session.untilHeard(await customer.say(owner, words));
await session.send(aMessage(customer, words));
customer.reinstall();
await session.untilHeard(await customer.say(owner, words));
customer.breakNext = 1;
const broken = await customer.say(owner, words);
await until('the copy came', () => session.events.find(broken)?.message.content.type === 'text');
for (const id of session.events.heard.map(({ message }) => message.externalId)) customer.askRetry(owner, id);
await session.send(aMessage(customer, words));

/** Byte values as they are stored, and in the other forms a log may show them. */
const privateParts = (kept: MemoryCredentials): string[] => {
  const found: string[] = [];
  for (const { value } of kept.rows.values()) {
    JSON.parse(Buffer.from(value).toString(), (key, raw: unknown) => {
      const bytes: unknown = BufferJSON.reviver(key, raw);
      const isSecret = /priv|root|chainKey|advSecret|^key$/i.test(key);
      if (isSecret && bytes instanceof Uint8Array) found.push(...formsOf(bytes));
      if (isSecret && typeof raw === 'string' && raw.length > 20)
        found.push(raw, ...formsOf(Buffer.from(raw, 'base64')));
      return raw;
    });
  }
  return found;
};
const formsOf = (bytes: Uint8Array): string[] => {
  const buffer = Buffer.from(bytes);
  const shown = buffer.toString('hex').match(/../g)?.slice(0, 20).join(' ') ?? '';
  return [buffer.toString('hex'), buffer.toString('base64'), shown];
};
const secrets = [...privateParts(credentials), words, owner.phone, customer.phone];
const heard = session.events.heard.length;
const sessions = credentials.ofType('session').length;
await rig.closeAll();
await rig.stop();
process.stdout.write('a line of our own\n');
process.stdout.write(`${JSON.stringify({ secrets, logged: session.logged.join('\n'), sessions, heard })}\n`);
process.exit(0);
