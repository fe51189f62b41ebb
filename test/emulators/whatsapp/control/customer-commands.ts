import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Customer } from '../people/customer.js';
import type { OwnerPhone } from '../people/owner-phone.js';
import { type Command, command, customerOf, ownerOf, phone } from './command.js';
import { personView } from './views.js';

const customer = z.strictObject({ customer: phone });
const chat = customer.extend({ to: phone });
const text = z.string().min(1);

/** In one chat; what sends answers with the message's id. */
const inChat = <Shape extends z.ZodRawShape>(
  shape: Shape,
  act: (from: Customer, to: OwnerPhone, input: z.output<z.ZodObject<Shape>>) => unknown,
): Command => {
  const fields = z.object(shape);
  return command(z.looseObject({ customer: phone, to: phone }), (emulator, { customer: number, to, ...rest }) =>
    act(customerOf(emulator, number), ownerOf(emulator, to), fields.strict().parse(rest)),
  );
};
const sending = <Shape extends z.ZodRawShape>(
  shape: Shape,
  send: (from: Customer, to: OwnerPhone, input: z.output<z.ZodObject<Shape>>) => Promise<string>,
): Command => inChat(shape, async (from, to, input) => ({ id: await send(from, to, input) }));

const file = {
  kind: z.enum(['image', 'document', 'audio', 'video', 'sticker']),
  base64: z.base64().optional(),
  /** Instead of a file: so many random bytes. */
  bytes: z.number().int().positive().optional(),
  caption: z.string().optional(),
  mimetype: z.string().optional(),
  fileName: z.string().optional(),
  seconds: z.number().optional(),
  voice: z.boolean().optional(),
  viewOnce: z.boolean().optional(),
  corrupt: z.boolean().optional(),
  missing: z.boolean().optional(),
  declaredBytes: z.number().int().optional(),
};

/** An absent field stays absent. */
type Present<Fields> = { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };
const present = <Fields extends object>(fields: Fields): Present<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;

const messages: Readonly<Record<string, Command>> = {
  'POST say': sending(
    { text, id: z.string().optional(), at: z.number().optional() },
    (from, to, { text: said, ...options }) => from.say(to, said, present(options)),
  ),
  'POST send-file': sending(file, (from, to, { kind, base64, bytes = 1_000, ...options }) =>
    from.send(to, kind, base64 === undefined ? randomBytes(bytes) : Buffer.from(base64, 'base64'), present(options)),
  ),
  'POST send-location': sending(
    { latitude: z.number(), longitude: z.number(), name: z.string().optional(), address: z.string().optional() },
    (from, to, place) => from.sendLocation(to, present(place)),
  ),
  'POST send-contact': sending({ name: text, phone }, (from, to, card) => from.sendContact(to, card)),
  'POST send-poll': sending({ question: text, options: z.array(text) }, (from, to, poll) => from.sendPoll(to, poll)),
  'POST send-group-invite': sending({ name: text }, (from, to, { name }) => from.sendGroupInvite(to, name)),
  'POST react': sending({ id: text, emoji: z.string() }, (from, to, { id, emoji }) => from.react(to, id, emoji)),
  'POST reply': sending({ id: text, text }, (from, to, input) => from.reply(to, input.id, input.text)),
  'POST edit': sending({ id: text, text }, (from, to, input) => from.edit(to, input.id, input.text)),
  'POST delete': sending({ id: text }, (from, to, { id }) => from.delete(to, id)),
};

const signs: Readonly<Record<string, Command>> = {
  'POST type': inChat({ state: z.enum(['composing', 'recording', 'paused']) }, (from, to, { state }) =>
    from.type(to, state),
  ),
  'POST read': inChat({ id: text }, (from, to, { id }) => from.markRead(to, id)),
  'POST ask-retry': inChat({ id: text, count: z.number().int().default(1) }, (from, to, { id, count }) =>
    from.askRetry(to, id, count),
  ),
  'POST block': command(chat, (emulator, input) =>
    customerOf(emulator, input.customer).block(ownerOf(emulator, input.to)),
  ),
  'POST unblock': command(chat, (emulator, input) =>
    customerOf(emulator, input.customer).unblock(ownerOf(emulator, input.to)),
  ),
  'POST presence': command(customer.extend({ type: z.enum(['available', 'unavailable']) }), (emulator, input) =>
    customerOf(emulator, input.customer).setPresence(input.type),
  ),
};

const habits = z.strictObject({
  name: text.optional(),
  addressing: z.enum(['pn', 'lid']).optional(),
  autoDeliver: z.boolean().optional(),
  autoRead: z.boolean().optional(),
  breakNext: z.number().int().optional(),
  pictureUrl: z.url().optional(),
});

/** What a customer does. */
export const customerCommands: Readonly<Record<string, Command>> = {
  'POST customers': command(z.strictObject({ phone, name: text }), (emulator, input) =>
    personView(emulator, emulator.addCustomer(input.phone, input.name)),
  ),
  ...messages,
  ...signs,
  'POST offline': command(customer, (emulator, input) => customerOf(emulator, input.customer).goOffline()),
  'POST online': command(customer, (emulator, input) => customerOf(emulator, input.customer).goOnline()),
  'POST reinstall': command(customer, (emulator, input) => customerOf(emulator, input.customer).reinstall()),
  'POST habits': command(customer.extend({ set: habits }), (emulator, input) => {
    Object.assign(customerOf(emulator, input.customer), present(input.set));
  }),
};
