import { z } from 'zod';
import { Customer } from '../people/customer.js';
import { OwnerPhone } from '../people/owner-phone.js';
import type { WhatsAppEmulator } from '../whatsapp-emulator.js';

/** One thing that can be asked for by its name: what it takes, and what it does. */
export type Command = { readonly run: (emulator: WhatsAppEmulator, input: unknown) => unknown };

export const command = <Shape extends z.ZodType>(
  input: Shape,
  act: (emulator: WhatsAppEmulator, input: z.output<Shape>) => unknown,
): Command => ({ run: (emulator, raw) => act(emulator, input.parse(raw)) });

/** Digits only, as WhatsApp names a number. */
export const phone = z.string().regex(/^\d{6,15}$/);

export class NoSuchPerson extends Error {}

export const customerOf = (emulator: WhatsAppEmulator, number: string): Customer => {
  const person = emulator.accountByPhone(number);
  if (person instanceof Customer) return person;
  throw new NoSuchPerson(`${number} is no customer`);
};
export const ownerOf = (emulator: WhatsAppEmulator, number: string): OwnerPhone => {
  const person = emulator.accountByPhone(number);
  if (person instanceof OwnerPhone) return person;
  throw new NoSuchPerson(`${number} is no business`);
};
