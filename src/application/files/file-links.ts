import type { Clock } from '#application/ports/clock';
import type { Signatures } from '#application/ports/signatures';
import type { FileId, TenantId } from '#domain/shared/ids';

type Dependencies = { readonly signatures: Signatures; readonly clock: Clock };

/** A link is good for one to one and a half hours; within the half hour it stays the same, so that browsers keep what it leads to. */
const stepMs = 30 * 60_000;
const leastMs = 60 * 60_000;

export type SignedLink = {
  readonly tenantId: TenantId;
  readonly fileId: FileId;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly signature: string;
};

const textOf = ({ tenantId, fileId, expires }: Omit<SignedLink, 'signature'>): string =>
  `${tenantId}/${fileId}/${expires}`;

/** Paths under which a browser without any credential may fetch one file for a while. */
export class FileLinks {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  to(tenantId: TenantId, fileId: FileId): string {
    const { signatures, clock } = this.#deps;
    const expires = (Math.floor(clock.now().getTime() / stepMs) + 1) * stepMs + leastMs;
    const signature = signatures.sign('file', textOf({ tenantId, fileId, expires }));
    return `/files/${fileId}?tenant=${tenantId}&expires=${expires}&signature=${signature}`;
  }

  /** Was the link made by us, for exactly this file? */
  isOurs(link: SignedLink): boolean {
    return this.#deps.signatures.matches('file', textOf(link), link.signature);
  }

  isOver({ expires }: SignedLink): boolean {
    return expires <= this.#deps.clock.now().getTime();
  }
}
