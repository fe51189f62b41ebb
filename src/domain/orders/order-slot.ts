/** What a service may ask of the customer. A closed list: each has a validator (see `validateSlot`). */
export const orderSlots = ['name', 'phone', 'address', 'date', 'note'] as const;
export type OrderSlot = (typeof orderSlots)[number];

/** Values that passed their validators. */
export type SlotValues = Readonly<Partial<Record<OrderSlot, string>>>;
