type Failure = {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly reason?: unknown;
  readonly cause?: unknown;
};
type Topology = { readonly servers?: ReadonlyMap<string, { readonly error?: Failure | null }> };

const duplicateKey = 11_000;

const isOfTheNetwork = (code: unknown): code is string => /^E[A-Z_]+$/.test(String(code));

/** The system's own word for why nobody answers, such as ENOTFOUND; there is no address in it. */
const networkCodeIn = ({ code, reason }: Failure): string | null => {
  const { servers } = (reason ?? {}) as Topology;
  const causes = [...(servers?.values() ?? [])].map(({ error }) => (error?.cause as Failure | undefined)?.code);
  return [code, ...causes].find(isOfTheNetwork) ?? null;
};

const byName: readonly (readonly [RegExp, string])[] = [
  [/^Mongo(?:ose)?ServerSelectionError$/, 'no server that can be written to answers there'],
  [/^Mongo(?:Parse|API|InvalidArgument)Error$/, 'it is no address of a MongoDB'],
];

const byCode: ReadonlyMap<unknown, string> = new Map([
  [18, 'the server refuses the user or the password'],
  [8_000, 'the server refuses the user or the password'],
  [13, 'the user may not do what Wakil needs: read and write this database, and make its indexes'],
  [
    duplicateKey,
    'two of its documents have one key, which this release does not have; none was changed: start the release that wrote them, or take a backup',
  ],
]);

/** Why a server cannot be used as it was named, without its address and the password in it. */
export const refusalReason = (error: unknown): string => {
  const failure = error as Failure;
  const network = networkCodeIn(failure);
  if (network !== null) return `no server that can be written to answers there (${network})`;
  const known = byCode.get(failure.code) ?? byName.find(([name]) => name.test(String(failure.name)))?.[1];
  return known ?? `the server answers with an error (${String(failure.code ?? failure.name)})`;
};
