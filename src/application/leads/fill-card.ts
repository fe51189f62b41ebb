import type { TenantStore } from '#application/ports/tenant-store';
import type { Customer } from '#domain/conversation/customer';
import type { Submission } from '#domain/leads/check-submission';
import type { SystemActor } from '#domain/shared/actor';
import type { CustomerId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';

const actor: SystemActor = { kind: 'system', part: 'forms' };

/** What a form says of somebody goes onto their card where that is empty. */
export const fillCard = async (
  { conversations }: TenantStore,
  id: CustomerId,
  { name, email, phone }: Pick<Submission, 'name' | 'email' | 'phone'>,
  at: Date,
): Promise<void> => {
  const card = await conversations.findCustomer(id);
  if (card === null) return;
  const filled: Customer = {
    ...card,
    name: card.name ?? name,
    email: card.email ?? email,
    phone: card.phone ?? phone,
  };
  if (filled.name === card.name && filled.email === card.email && filled.phone === card.phone) return;
  const audit = { actor, action: 'customer.card_filled', target: id, facts: {}, at };
  await conversations.saveCustomer(filled, audit).catch((error: unknown) => {
    // Somebody is writing on the card right now: theirs counts, and the lead holds all that was filled in.
    if (!(error instanceof StaleWrite)) throw error;
  });
};
