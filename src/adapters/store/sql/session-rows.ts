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
};

/** Engines answer bytes as either. */
export type ChannelCredentialRow = {
  tenant_id: string;
  channel_id: string;
  type: string;
  id: string;
  value: Uint8Array | ArrayBuffer;
};
