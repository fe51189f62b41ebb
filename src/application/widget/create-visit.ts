import { type Client, networkOf, shortUserAgent } from '#application/identity/client';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { negotiated } from '#application/widget/negotiate-language';
import type { VisitState, VisitStates } from '#application/widget/visit-state';
import type { Visitor } from '#application/widget/visitor';
import type { VisitorTokens } from '#application/widget/visitor-tokens';
import type { Visit, Visits } from '#application/widget/visits';
import { openConversationOf } from '#application/widget/widget-channel';
import { ConsentNeeded } from '#application/widget/widget-refusals';
import { assertAllowedOrigin, assertTakesMessages, siteOf, type WidgetSite } from '#application/widget/widget-site';
import { WidgetSession } from '#domain/channel/widget-session';
import type { VisitorId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly bus: LiveBus;
  readonly tokens: VisitorTokens;
  readonly visits: Visits;
  readonly states: VisitStates;
};

export type CreateVisitInput = {
  /** The business's slug or id. */
  readonly company: string;
  /** Of an earlier visit of this browser. One that is no good any more, or another business's, counts as none. */
  readonly token: string | null;
  readonly language: Language | null;
  readonly acceptLanguage: string;
  readonly referrer: string | null;
  readonly consent: boolean;
  readonly client: Client;
  /** The page's origin; `null`: none was sent. */
  readonly origin: string | null;
  /** The same, unless it is our own. */
  readonly foreignOrigin: string | null;
};

export type CreatedVisit = {
  readonly visitor: Visitor;
  readonly token: string;
  readonly expiresAt: Date;
  readonly state: VisitState;
};

const mostReferrer = 500;
const seenEveryMs = 60_000;

/** Begins a visit, or goes on with the browser's last one if it is not over (WEB-1). */
export class CreateVisit {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} no such business. @throws {DomainNotAllowed} @throws {TenantSuspended} @throws {WidgetDisabled} @throws {ConsentNeeded} */
  async execute(input: CreateVisitInput): Promise<CreatedVisit> {
    const { store, tokens, states } = this.#deps;
    const site = await siteOf(store, input.company);
    assertAllowedOrigin(site.settings, input.foreignOrigin);
    assertTakesMessages(site);
    const scoped = store.tenant(site.tenant.state.id);
    await this.#noteSeen(scoped, site, input.origin);
    const visitorId = this.#visitorOf(site, input.token);
    const visit =
      (visitorId === null ? null : await this.#resumed(scoped, visitorId)) ??
      (await this.#begun(scoped, site, visitorId ?? this.#deps.ids.visitor(), input));
    const { state } = visit.session;
    const visitor: Visitor = {
      kind: 'visitor',
      tenantId: state.tenantId,
      visitorId: state.visitorId,
      sessionId: state.id,
    };
    return { visitor, ...tokens.issue(visitor), state: await states.of(visit) };
  }

  #visitorOf({ tenant }: WidgetSite, token: string | null): VisitorId | null {
    const visitor = token === null ? null : this.#deps.tokens.read(token);
    return visitor !== null && visitor.tenantId === tenant.state.id ? visitor.visitorId : null;
  }

  /** Coming back is a sign of life. */
  async #resumed({ widget }: TenantStore, visitorId: VisitorId): Promise<Visit | null> {
    const latest = await widget.latestSessionOf(visitorId);
    if (latest === null || latest.state.status !== 'active') return null;
    const visit = await this.#deps.visits.settled(latest);
    if (visit.session.state.status !== 'active') return null;
    await widget.touchSession(latest.state.id, this.#deps.clock.now(), {});
    return visit;
  }

  async #begun(store: TenantStore, site: WidgetSite, visitorId: VisitorId, input: CreateVisitInput): Promise<Visit> {
    const { clock, ids } = this.#deps;
    const { privacy } = site.settings;
    if (privacy.requireConsent && !input.consent) throw new ConsentNeeded();
    const now = clock.now();
    // A person may still have the conversation of an earlier visit: then this one goes on in it.
    const conversation = await openConversationOf(store, visitorId);
    const session = new WidgetSession({
      id: ids.widgetSession(),
      tenantId: store.tenantId,
      visitorId,
      conversationId: conversation?.state.id ?? null,
      status: 'active',
      language: negotiated(site, input.language, input.acceptLanguage),
      ip: privacy.keepIp ? networkOf(input.client) : null,
      userAgent: privacy.keepUserAgent ? shortUserAgent(input.client) : null,
      referrer: privacy.keepReferrer ? (input.referrer?.slice(0, mostReferrer) ?? null) : null,
      origin: privacy.keepReferrer ? input.origin : null,
      consentAt: input.consent ? now : null,
      rating: null,
      readSeq: 0,
      startedAt: now,
      activeAt: now,
      closedAt: null,
      version: 0,
    });
    return { session: await store.widget.saveSession(session), conversation };
  }

  /** How the panel knows that the snippet works; written and told once a minute at most. */
  async #noteSeen({ tenantId, widget }: TenantStore, { settings }: WidgetSite, origin: string | null): Promise<void> {
    const now = this.#deps.clock.now();
    const { seen } = settings;
    const isNews = seen === null || now.getTime() - seen.at.getTime() >= seenEveryMs;
    if (origin === null || !isNews) return;
    await widget.noteSeen(origin, now);
    this.#deps.bus.publish({ kind: 'settings', tenantId, area: 'widget' });
  }
}
