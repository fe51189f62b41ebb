import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import type { Arrival } from '#application/ports/conversation-store';
import type { CustomerIdentity } from '#domain/conversation/customer';
import { addressFields, addressRow } from './addresses.js';
import { identitiesOf, nameCustomer } from './customers.js';
import { isAnother, mergeIfOne } from './merge-customers.js';

type Known = { readonly identity: CustomerIdentity; readonly owner: string | null };

/**
 * The customer who has any of the identities, else a new one. Identities nobody has become the customer's, and customers who
 * turn out to be one person become one (WA-8); see `mergeIfOne` for when they do not. Then each keeps what is theirs.
 */
export const resolveCustomer = async (
  tx: TenantTx,
  arrival: Pick<Arrival, 'identities' | 'newCustomerId' | 'displayName' | 'isHistory' | 'sentAt' | 'receivedAt'>,
): Promise<string> => {
  const known: Known[] = [];
  for (const identity of distinct(arrival.identities)) known.push({ identity, owner: await ownerOf(tx, identity) });
  const owner = await oneOwner(tx, known);
  const customerId = owner ?? arrival.newCustomerId;
  if (owner === null) addCustomer(tx, customerId, arrival.displayName, arrival.receivedAt);
  else if (arrival.displayName !== null) await nameCustomer(tx, customerId, arrival.displayName);
  const unclaimed = known.filter((each) => each.owner === null).map((each) => each.identity);
  if (unclaimed.length > 0) await claimIdentities(tx, customerId, unclaimed, owner === null);
  return customerId;
};

const addCustomer = (tx: TenantTx, id: string, name: string | null, at: Date): void => {
  tx.seals?.noteNewCustomer(id);
  tx.add('customers', {
    id,
    name,
    language: null,
    email: null,
    phone: null,
    remark: '',
    created_at: at.getTime(),
    version: 1,
  });
};

export const ownerOf = async (tx: TenantTx, identity: CustomerIdentity): Promise<string | null> =>
  (await addressRow(tx, identity))?.customer_id ?? null;

/** An account's own id stays with the person; a phone number may change hands. */
const byTrust = (left: Known, right: Known): number => Number(isAccount(right)) - Number(isAccount(left));
const isAccount = ({ identity }: Known): boolean => identity.scheme !== 'wa_phone';

const oneOwner = async (tx: TenantTx, known: readonly Known[]): Promise<string | null> => {
  const owned = known.filter((each) => each.owner !== null).sort(byTrust);
  let owner = owned[0]?.owner ?? null;
  for (const each of owned.slice(1))
    if (owner !== null && each.owner !== null) owner = (await mergeIfOne(tx, owner, each.owner)) ?? owner;
  if (owner === null) return null;
  // A number that changed hands: who has it now is not who had it.
  const theirs = await identitiesOf(tx, owner);
  return isAnother(
    theirs,
    known.map(({ identity }) => identity),
  )
    ? null
    : owner;
};

const distinct = (identities: readonly CustomerIdentity[]): readonly CustomerIdentity[] => [
  ...new Map(identities.map((each) => [JSON.stringify([each.scheme, each.value]), each])).values(),
];

export const claimIdentities = async (
  tx: TenantTx,
  customerId: string,
  identities: readonly CustomerIdentity[],
  isNew: boolean,
): Promise<void> => {
  let position = isNew ? 0 : (await identitiesOf(tx, customerId)).length;
  for (const identity of identities) {
    tx.add('customer_identities', { ...addressFields(tx, identity), customer_id: customerId, position });
    position += 1;
  }
};
