import { type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, localizedOf, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { colourOf, pictureOf } from '#application/tenancy/profile-input';
import { domainsOf } from '#application/widget-settings/domain-input';
import type { VisitorPrivacy, WidgetSettings } from '#domain/channel/widget-settings';
import { isWebAddress } from '#domain/shared/web-address';

/** The settings with what an admin copies into the pages of the site. */
export type WidgetSettingsView = WidgetSettings & {
  readonly slug: string;
  readonly snippet: string;
  /** What a site with a Content-Security-Policy adds to it. */
  readonly cspLine: string;
};

type Reads = { readonly store: Store; readonly publicUrl: string };
type Writes = Reads & { readonly clock: Clock; readonly bus: LiveBus };

const originOf = (url: string): string => /^https?:\/\/[^/]+/.exec(url)?.[0] ?? url;

const viewOf = async (store: TenantStore, settings: WidgetSettings, publicUrl: string): Promise<WidgetSettingsView> => {
  const { slug } = found(await store.findTenant(), 'tenant').state;
  const base = publicUrl.replace(/\/+$/, '');
  const origin = originOf(base);
  return {
    ...settings,
    slug,
    snippet: `<script async src="${base}/widget.js" data-client="${slug}"></script>`,
    cspLine: `script-src ${origin}; connect-src ${origin}; img-src ${origin} data: blob:; style-src ${origin}; font-src ${origin}`,
  };
};

export class ReadWidgetSettings {
  readonly #deps: Reads;
  constructor(deps: Reads) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<WidgetSettingsView> {
    const store = this.#deps.store.tenant(tenantFor(by, 'tenant.read'));
    return viewOf(store, await store.widget.settings(), this.#deps.publicUrl);
  }
}

export type SaveWidgetSettingsInput = { readonly by: Principal } & Omit<WidgetSettings, 'tenantId' | 'seen'>;

/** What the widget looks like, where it may be shown and what it asks: all of it at once. */
export class SaveWidgetSettings {
  readonly #deps: Writes;
  constructor(deps: Writes) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} @throws {StaleWrite} */
  async execute({ by, ...said }: SaveWidgetSettingsInput): Promise<WidgetSettingsView> {
    const { store, clock, bus, publicUrl } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    const scoped = store.tenant(tenantId);
    const before = await scoped.widget.settings();
    const settings: WidgetSettings = {
      ...said,
      tenantId,
      domains: domainsOf(said.domains),
      primaryColour: colourOf('primaryColour', said.primaryColour),
      title: localizedOf('title', said.title, 60, false),
      welcome: localizedOf('welcome', said.welcome, 500, false),
      privacy: privacyOf(said.privacy),
      ...(await targetsOf(scoped, said)),
      seen: before.seen,
    };
    const facts = { enabled: settings.enabled, domains: settings.domains.length, theme: settings.theme };
    const audit = { actor: by.actor, action: 'widget.configured', target: tenantId, facts, at: clock.now() };
    const saved = await scoped.widget.saveSettings(settings, audit);
    bus.publish({ kind: 'settings', tenantId, area: 'widget' });
    return viewOf(scoped, saved, publicUrl);
  }
}

const privacyOf = (privacy: VisitorPrivacy): VisitorPrivacy => {
  const notice = privacy.noticeUrl === null ? '' : textOf('noticeUrl', privacy.noticeUrl, 500, 0);
  if (notice !== '' && !isWebAddress(notice))
    throw new InvalidInput('noticeUrl', 'the privacy notice is an https address');
  if (privacy.requireConsent && notice === '')
    throw new InvalidInput('noticeUrl', 'visitors can only agree to a notice they can read: give its address');
  return { ...privacy, noticeUrl: notice === '' ? null : notice };
};

type Targets = Pick<WidgetSettings, 'logo' | 'menu' | 'preChatForm'>;

/** @throws {InvalidInput} one of them is not there to be shown. */
const targetsOf = async (store: TenantStore, { logo, menu, preChatForm }: Targets): Promise<Targets> => {
  const [flow, form] = await Promise.all([
    menu === null ? null : store.flows.find(menu),
    preChatForm === null ? null : store.forms.find(preChatForm),
  ]);
  if (menu !== null && flow?.status !== 'published')
    throw new InvalidInput('menu', 'the menu does not exist or is not published');
  if (preChatForm !== null && (form?.status !== 'active' || form.externalUrl !== null))
    throw new InvalidInput('preChatForm', 'the form does not exist, is archived, or is a link to another site');
  return { logo: await pictureOf(store, 'logo', logo), menu, preChatForm };
};
