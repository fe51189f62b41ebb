import { NotFound } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { Visitor } from '#application/widget/visitor';
import type { VisitorTokens } from '#application/widget/visitor-tokens';
import { assertAllowedOrigin } from '#application/widget/widget-site';

type Dependencies = { readonly store: Store; readonly tokens: VisitorTokens };

export type AdmitVisitorInput = {
  readonly token: string;
  /** The session the address names. */
  readonly sessionId: string;
  readonly foreignOrigin: string | null;
};

/** Who holds a token, on a page that may show the chat, for the session that is the token's own. */
export class AdmitVisitor {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** `null`: the token is not good. @throws {NotFound} the session is another one's, or nobody's. @throws {DomainNotAllowed} */
  async execute({ token, sessionId, foreignOrigin }: AdmitVisitorInput): Promise<Visitor | null> {
    const { store, tokens } = this.#deps;
    const visitor = tokens.read(token);
    if (visitor === null) return null;
    if (visitor.sessionId !== sessionId) throw new NotFound('session');
    if (foreignOrigin !== null)
      assertAllowedOrigin(await store.tenant(visitor.tenantId).widget.settings(), foreignOrigin);
    return visitor;
  }
}
