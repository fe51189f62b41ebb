import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import type { RehearsalState } from '#application/playground/rehearsal';
import { validateSlot } from '#domain/assistant/slots';
import { type OrderSlot, orderSlots } from '#domain/orders/order-slot';

/** The longest state we hand out or take back, in characters. */
export const longestState = 200_000;

const slot = (name: OrderSlot) =>
  z
    .string()
    .max(200)
    .refine((value) => validateSlot(name, value) === value, 'is not a value we gave out')
    .exactOptional();

const draft = z.strictObject({
  lines: z.array(z.strictObject({ serviceId: idOf('service'), quantity: z.int().min(0).max(1_000_000) })).max(100),
  details: z.strictObject({
    name: slot('name'),
    phone: slot('phone'),
    address: slot('address'),
    date: slot('date'),
    note: slot('note'),
  }),
  awaiting: z.enum([...orderSlots, 'quantity', 'service', 'confirmation']).nullable(),
  quoted: z.string().max(20_000).nullable(),
});

const formDraft = z.strictObject({
  form: idOf('form'),
  values: z.record(z.string().max(40), z.string().max(2_000)).refine((values) => Object.keys(values).length <= 20),
  skipped: z.array(z.string().max(40)).max(20),
  awaiting: z.string().max(40).nullable(),
  quoted: z.string().max(60_000).nullable(),
});

const choice = z.strictObject({
  id: z.string().max(200),
  label: z.string().max(200),
  url: z.url({ protocol: /^https?$/ }).exactOptional(),
  form: idOf('form').exactOptional(),
});

const state = z.strictObject({
  dialogue: z.strictObject({
    language: z.enum(['en', 'ar']).nullable(),
    order: draft.nullable(),
    choices: z.array(choice).max(50),
    topic: z.array(idOf('service')).max(20),
    lastOrderId: idOf('order').nullable(),
    disclosed: z.boolean(),
    misunderstood: z.int().min(0).max(1_000),
    assistant: idOf('assistant').nullable().exactOptional(),
    form: formDraft.nullable().exactOptional(),
  }),
  mode: z.enum(['assistant', 'waiting']),
  orderIsPending: z.boolean(),
  history: z
    .array(z.strictObject({ from: z.enum(['customer', 'assistant', 'human']), text: z.string().max(20_000) }))
    .max(10),
});

const unpacked = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
};

/** The state as the browser keeps it: opaque to it, and parsed strictly when it comes back. */
export const packState = (rehearsal: RehearsalState): string =>
  Buffer.from(JSON.stringify(rehearsal)).toString('base64url');

export const packedState = z
  .string()
  .max(longestState)
  .transform((text, context): RehearsalState => {
    const parsed = state.safeParse(unpacked(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: 'is not what the last answer gave; begin anew with null' });
    return z.NEVER;
  })
  .meta({ override: { type: 'string', maxLength: longestState } });
