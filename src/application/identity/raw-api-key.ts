/** The text of an API key: `wak_live_<prefix>_<secret>`. The prefix is public, the secret is 32 random bytes. */
export type RawApiKey = { readonly prefix: string; readonly secret: string };

export const formatApiKey = ({ prefix, secret }: RawApiKey): string => `wak_live_${prefix}_${secret}`;

export const parseApiKey = (raw: string): RawApiKey | null => {
  const [, prefix, secret] = /^wak_live_([a-z0-9]{8})_([A-Za-z0-9_-]{43})$/.exec(raw) ?? [];
  return prefix === undefined || secret === undefined ? null : { prefix, secret };
};
