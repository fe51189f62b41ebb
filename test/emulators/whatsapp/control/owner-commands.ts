import { z } from 'zod';
import { type Command, command, customerOf, ownerOf, phone } from './command.js';
import { personView } from './views.js';

const owner = z.strictObject({ owner: phone });
const pastLine = z.strictObject({ text: z.string(), fromMe: z.boolean().default(false), at: z.number() });

export class NothingAsksForACode extends Error {
  constructor() {
    super('no device asks for a code of this number');
  }
}

/** What the owner of a linked number does. */
export const ownerCommands: Readonly<Record<string, Command>> = {
  'POST owners': command(z.strictObject({ phone, name: z.string().min(1) }), (emulator, input) =>
    personView(emulator, emulator.addOwner(input.phone, input.name)),
  ),
  'POST scan': command(owner.extend({ qr: z.string().trim().min(1) }), (emulator, input) => {
    ownerOf(emulator, input.owner).scan(input.qr);
  }),
  'POST enter-code': command(owner.extend({ code: z.string().trim().min(8) }), async (emulator, input) => {
    const person = ownerOf(emulator, input.owner);
    if (!person.isCodeRequested) throw new NothingAsksForACode();
    await person.enterPairingCode(input.code.toUpperCase());
  }),
  'POST write': command(owner.extend({ to: phone, text: z.string().min(1) }), async (emulator, input) => ({
    id: await ownerOf(emulator, input.owner).writeTo(customerOf(emulator, input.to), input.text),
  })),
  'POST owner-read': command(owner.extend({ to: phone }), (emulator, input) =>
    ownerOf(emulator, input.owner).markRead(customerOf(emulator, input.to)),
  ),
  'POST unlink': command(owner.extend({ device: z.number().int().optional() }), (emulator, input) => {
    const person = ownerOf(emulator, input.owner);
    person.unlink(input.device === undefined ? undefined : person.devices.get(input.device));
  }),
  'POST ban': command(owner.extend({ reason: z.number().int().optional() }), (emulator, input) =>
    ownerOf(emulator, input.owner).ban(input.reason),
  ),
  'POST unban': command(owner, (emulator, input) => ownerOf(emulator, input.owner).unban()),
  'POST history': command(owner.extend({ customer: phone, lines: z.array(pastLine) }), (emulator, input) =>
    ownerOf(emulator, input.owner).rememberChat(customerOf(emulator, input.customer), input.lines),
  ),
  'POST sends-history': command(owner.extend({ on: z.boolean() }), (emulator, input) => {
    ownerOf(emulator, input.owner).sendsHistory = input.on;
  }),
  'POST sync-history': command(owner, async (emulator, input) => {
    const person = ownerOf(emulator, input.owner);
    for (const device of person.devices.values()) await person.syncHistory(device);
  }),
};
