import type { Clock } from '#application/ports/clock';
import type { Signatures } from '#application/ports/signatures';
import type { Visitor } from '#application/widget/visitor';
import { isIdOf, TenantId, VisitorId, WidgetSessionId } from '#domain/shared/ids';

type Dependencies = { readonly signatures: Signatures; readonly clock: Clock };

/** How long a browser may come back to its conversation. */
const lifeMs = 30 * 24 * 60 * 60_000;
const form = /^wv1\.([a-z0-9_]{1,40})\.([a-z0-9_]{1,40})\.([a-z0-9_]{1,40})\.(\d{10,15})\.([A-Za-z0-9_-]{20,128})$/;

/**
 * What a browser shows for being who it was: `wv1.<tenant>.<visitor>.<session>.<expires, ms>.<HMAC of all that>`. Holds no
 * secret and is looked up nowhere; the session behind it is.
 */
export class VisitorTokens {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  issue({ tenantId, visitorId, sessionId }: Omit<Visitor, 'kind'>): { token: string; expiresAt: Date } {
    const { signatures, clock } = this.#deps;
    const expiresAt = new Date(clock.now().getTime() + lifeMs);
    const text = `wv1.${tenantId}.${visitorId}.${sessionId}.${expiresAt.getTime()}`;
    return { token: `${text}.${signatures.sign('visitor', text)}`, expiresAt };
  }

  /** `null`: forged, broken or too old. */
  read(token: string): Visitor | null {
    const { signatures, clock } = this.#deps;
    const [, tenant = '', visitor = '', session = '', expires = '', signature = ''] = form.exec(token) ?? [];
    if (signature === '' || !signatures.matches('visitor', token.slice(0, -(signature.length + 1)), signature))
      return null;
    if (Number(expires) <= clock.now().getTime()) return null;
    if (!isIdOf('tenant', tenant) || !isIdOf('visitor', visitor) || !isIdOf('widgetSession', session)) return null;
    return {
      kind: 'visitor',
      tenantId: TenantId(tenant),
      visitorId: VisitorId(visitor),
      sessionId: WidgetSessionId(session),
    };
  }
}
