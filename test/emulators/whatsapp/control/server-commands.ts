import { z } from 'zod';
import { node } from '../binary-nodes.js';
import type { Faults } from '../faults.js';
import type { WhatsAppEmulator } from '../whatsapp-emulator.js';
import { type Command, command, NoSuchPerson, phone } from './command.js';
import { countersView, inboxView, personView, receiptsView } from './views.js';

const nothing = z.object({});
const someone = z.object({ phone });
const connections = z.strictObject({ phone: phone.optional() });
const status = z.number().int().nullable().optional();

const faults = z.strictObject({
  upgradeStatus: status,
  mute: z.boolean().optional(),
  loginFailure: status,
  deaf: z.boolean().optional(),
  ignorePings: z.boolean().optional(),
  unanswered: z.array(z.string()).optional(),
  ackDelayMs: z.number().optional(),
  dropAcks: z.boolean().optional(),
  ackError: status,
  ackErrors: z.array(z.number()).optional(),
  rateLimit: z.strictObject({ messages: z.number(), windowMs: z.number() }).nullable().optional(),
  uploadStatus: status,
  downloadStatus: status,
});

const personOf = (emulator: WhatsAppEmulator, number: string) => {
  const person = emulator.accountByPhone(number);
  if (person === undefined) throw new NoSuchPerson(`nobody has ${number}`);
  return person;
};

/** The server's own faults, or one account's. */
const faultsOf = (emulator: WhatsAppEmulator, number: string | undefined): Faults =>
  number === undefined ? emulator.faults : personOf(emulator, number).faults;

/** What is asked of the server rather than of a person. */
export const serverCommands: Readonly<Record<string, Command>> = {
  'GET addresses': command(nothing, ({ url, httpUrl, rootKey }) => ({
    url,
    httpUrl,
    rootKey: rootKey.toString('base64'),
  })),
  'GET people': command(nothing, (emulator) =>
    [...emulator.owners, ...emulator.customers].map((person) => personView(emulator, person)),
  ),
  'GET person': command(someone, (emulator, input) => personView(emulator, personOf(emulator, input.phone))),
  'GET inbox': command(someone, (emulator, input) => inboxView(personOf(emulator, input.phone))),
  'GET receipts': command(someone, (emulator, input) => receiptsView(personOf(emulator, input.phone))),
  'GET counters': command(nothing, countersView),
  /** Of one account, after so many. */
  'GET accepted': command(
    z.object({ account: phone.optional(), after: z.coerce.number().int().default(0) }),
    ({ counters }, { account, after }) =>
      (account === undefined ? counters.accepted : counters.acceptedBy(account)).slice(after),
  ),
  'GET order': command(z.object({ to: phone, account: phone.optional() }), ({ counters }, { to, account }) =>
    counters.orderTo(to, account),
  ),
  'GET unknown': command(nothing, ({ unknownStanzas, errors }) => ({
    stanzas: unknownStanzas,
    errors: errors.map(String),
  })),
  'POST faults': command(z.strictObject({ phone: phone.optional(), set: faults }), (emulator, input) => {
    const set = Object.entries(input.set).map(([name, value]) => [name, value ?? undefined]);
    Object.assign(faultsOf(emulator, input.phone), Object.fromEntries(set));
  }),
  'DELETE faults': command(nothing, (emulator) => {
    for (const one of [emulator, ...emulator.owners, ...emulator.customers]) one.faults.clear();
  }),
  'POST drop-tcp': command(connections, (emulator, input) => emulator.dropTcp(input.phone)),
  'POST end-stream': command(connections, (emulator, input) => emulator.endStream(input.phone)),
  'POST replace': command(connections, (emulator, input) => emulator.replace(input.phone)),
  'POST stream-error': command(
    connections.extend({ code: z.number().int().optional(), cause: z.string().optional() }),
    (emulator, { phone: number, code, cause }) =>
      emulator.streamError(number, code, cause === undefined ? undefined : node(cause)),
  ),
};
