import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { CustomerIdentity } from '#domain/conversation/customer';
import { ConversationId } from '#domain/shared/ids';
import { conversationsOfCustomer } from './conversation-statements.js';
import { identitiesOfCustomer, isAnother, mergeIfOne } from './merge-customers.js';
import { claimIdentities, ownerOf } from './resolve-customer.js';

/** @returns the conversations that changed. */
export const joinIdentities = async (
  tx: TenantTx,
  left: CustomerIdentity,
  right: CustomerIdentity,
): Promise<readonly ConversationId[]> => {
  const [leftOwner, rightOwner] = [await ownerOf(tx, left), await ownerOf(tx, right)];
  if (leftOwner === rightOwner) return [];
  const kept =
    leftOwner === null || rightOwner === null
      ? await adopt(tx, leftOwner ?? rightOwner, leftOwner === null ? left : right)
      : await mergeIfOne(tx, leftOwner, rightOwner);
  if (kept === null) return [];
  const rows = await tx.rows(conversationsOfCustomer, { customerId: kept });
  return rows.map(({ id }) => ConversationId(id));
};

/** An identity nobody has becomes that of who has the other one. `null`: it is another account's. */
const adopt = async (tx: TenantTx, owner: string | null, identity: CustomerIdentity): Promise<string | null> => {
  if (owner === null || isAnother(await identitiesOfCustomer(tx, owner), [identity])) return null;
  await claimIdentities(tx, owner, [identity], false);
  return owner;
};
