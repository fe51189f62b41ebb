/** Meta's HTTP status for a code; it is 400 for all others. */
const statuses: ReadonlyMap<number, number> = new Map([
  [0, 401],
  [190, 401],
  [3, 500],
  [10, 403],
  [200, 403],
  [368, 403],
  [131005, 403],
  [131031, 403],
  [4, 429],
  [80007, 429],
  [130429, 429],
  [131056, 429],
  [133016, 429],
  [1, 500],
  [131000, 500],
  [131057, 500],
  [2, 503],
  [131016, 503],
  [133004, 503],
]);

export type GraphFailure = { readonly status: number; readonly body: string };

type Details = {
  readonly status?: number | undefined;
  readonly subcode?: number | undefined;
  readonly details?: string;
};

/** An error as the Graph API words it. */
export const graphFailure = (
  code: number,
  message: string,
  { status, subcode, details }: Details = {},
): GraphFailure => ({
  status: status ?? statuses.get(code) ?? 400,
  body: JSON.stringify({
    error: {
      message: `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      error_data: { messaging_product: 'whatsapp', details: details ?? message },
      fbtrace_id: 'AEmulatedTraceIdOfMeta1',
    },
  }),
});
