import type { TenantTx } from '#adapters/store/sql/tenant-database';
import type { Arrival } from '#application/ports/conversation-store';
import type { CustomerIdentity } from '#domain/conversation/customer';
import { identitiesOf, identityOwner, insertCustomer, insertIdentity, nameCustomer } from './customer-statements.js';

type Known = { readonly identity: CustomerIdentity; readonly owner: string | null };

/**
 * The customer who has any of the identities, else a new one. Identities nobody has become the customer's; one that
 * belongs to somebody else stays theirs: two people are never merged by a message.
 */
export const resolveCustomer = async (tx: TenantTx, arrival: Arrival): Promise<string> => {
  const known: Known[] = [];
  for (const identity of distinct(arrival.identities)) {
    const { scheme, value } = identity;
    known.push({ identity, owner: (await tx.first(identityOwner, { scheme, value }))?.customer_id ?? null });
  }
  const owner = known.find((each) => each.owner !== null)?.owner ?? null;
  const customerId = owner ?? arrival.newCustomerId;
  if (owner === null)
    await tx.run(insertCustomer, {
      id: customerId,
      name: arrival.displayName,
      created_at: arrival.receivedAt.getTime(),
    });
  else if (arrival.displayName !== null) await tx.run(nameCustomer, { id: customerId, name: arrival.displayName });
  const unclaimed = known.filter((each) => each.owner === null).map((each) => each.identity);
  if (unclaimed.length > 0) await claim(tx, customerId, unclaimed, owner === null);
  return customerId;
};

const distinct = (identities: readonly CustomerIdentity[]): readonly CustomerIdentity[] => [
  ...new Map(identities.map((each) => [JSON.stringify([each.scheme, each.value]), each])).values(),
];

const claim = async (
  tx: TenantTx,
  customerId: string,
  identities: readonly CustomerIdentity[],
  isNew: boolean,
): Promise<void> => {
  let position = isNew ? 0 : (await tx.rows(identitiesOf, { customerId })).length;
  for (const { scheme, value } of identities) {
    await tx.run(insertIdentity, { scheme, value, customer_id: customerId, position });
    position += 1;
  }
};
