import type { Customer, CustomerIdentity } from '#domain/conversation/customer';

/** WhatsApp itself says that this LID and this phone are one account. */
export type AddressPair = { readonly lid: string; readonly phone: string };

/** What a pair means for those who are known by its halves. */
export type PairConsequence =
  /** Nothing to do: nobody is known by either, or one person by both. */
  | { readonly kind: 'nothing' }
  /** The customer is known by one half and is now known by the other as well. */
  | { readonly kind: 'add'; readonly to: Customer; readonly identity: CustomerIdentity }
  /** Two customers are one person. */
  | { readonly kind: 'merge'; readonly keep: Customer; readonly absorb: Customer }
  /** The phone has a new owner: who had it is somebody else, with a LID of their own. `to: null`: nobody we know yet. */
  | {
      readonly kind: 'move_phone';
      readonly from: Customer;
      readonly to: Customer | null;
      readonly phone: CustomerIdentity;
    };

const hasAnotherLid = ({ identities }: Customer, lid: string): boolean =>
  identities.some(({ scheme, value }) => scheme === 'wa_lid' && value !== lid);

const joined = (left: Customer, right: Customer): PairConsequence =>
  left.createdAt <= right.createdAt
    ? { kind: 'merge', keep: left, absorb: right }
    : { kind: 'merge', keep: right, absorb: left };

/**
 * A LID stays with its person; a phone number may pass to another. So two customers are one person only if the one known by
 * the phone has no LID of their own: else a stranger who was given the number would get somebody's conversations.
 */
export const consequenceOf = (pair: AddressPair, byLid: Customer | null, byPhone: Customer | null): PairConsequence => {
  const lid = { scheme: 'wa_lid', value: pair.lid } as const;
  const phone = { scheme: 'wa_phone', value: pair.phone } as const;
  if (byPhone === null) return byLid === null ? { kind: 'nothing' } : { kind: 'add', to: byLid, identity: phone };
  if (byLid?.id === byPhone.id) return { kind: 'nothing' };
  if (hasAnotherLid(byPhone, pair.lid)) return { kind: 'move_phone', from: byPhone, to: byLid, phone };
  return byLid === null ? { kind: 'add', to: byPhone, identity: lid } : joined(byLid, byPhone);
};

const sameIdentity = (left: CustomerIdentity, right: CustomerIdentity): boolean =>
  left.scheme === right.scheme && left.value === right.value;

/** One card of two: what is kept wins, what only the other knows is filled in, and no remark is lost. */
export const merged = (keep: Customer, absorb: Customer): Customer => ({
  ...keep,
  name: keep.name ?? absorb.name,
  language: keep.language ?? absorb.language,
  email: keep.email ?? absorb.email,
  phone: keep.phone ?? absorb.phone,
  remark: [keep.remark, absorb.remark].filter((each) => each !== '').join('\n'),
  identities: [
    ...keep.identities,
    ...absorb.identities.filter((each) => !keep.identities.some((known) => sameIdentity(known, each))),
  ],
});
