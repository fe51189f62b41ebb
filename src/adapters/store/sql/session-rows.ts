// Rows of linked WhatsApp numbers; see `schema.ts`.

export type ChannelSessionRow = {
  tenant_id: string;
  channel_id: string;
  engine: string;
  state: string;
  ledger: string | null;
  version: number;
};

/** `owner` is null while nobody holds it; the fence stays. */
export type ChannelLeaseRow = {
  tenant_id: string;
  channel_id: string;
  owner: string | null;
  fence: number;
  until: number;
  /** What its holder shows of the session, sealed. */
  shown: string | null;
};

/** `open_since` is null once somebody has begun it; `ended` is null until it is done (an empty text) or refused (the code). */
export type ChannelWishRow = {
  tenant_id: string;
  channel_id: string;
  number: number;
  what: string;
  open_since: number | null;
  ended: string | null;
};

/** Engines answer bytes as either. */
export type ChannelCredentialRow = {
  tenant_id: string;
  channel_id: string;
  type: string;
  id: string;
  value: Uint8Array | ArrayBuffer;
};
