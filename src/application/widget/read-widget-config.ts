import type { FileLinks } from '#application/files/file-links';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { negotiated } from '#application/widget/negotiate-language';
import { isOpenNow } from '#application/widget/visit-state';
import { assertAllowedOrigin, siteOf, type WidgetSite } from '#application/widget/widget-site';
import type { Flow } from '#domain/assistant/flow';
import { type FlowSnapshot, flowSnapshot } from '#domain/assistant/flow-snapshot';
import { menuChoices } from '#domain/assistant/render';
import type { WidgetSettings } from '#domain/channel/widget-settings';
import type { OfferedChoice } from '#domain/conversation/message';
import type { Form } from '#domain/leads/form';
import { type Language, textIn } from '#domain/shared/language';
import { nextOpening } from '#domain/tenancy/opening';
import type { TenantState } from '#domain/tenancy/tenant';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly links: FileLinks };

export type ReadWidgetConfigInput = {
  readonly company: string;
  readonly language: Language | null;
  readonly acceptLanguage: string;
  readonly foreignOrigin: string | null;
};

/** All a page needs to draw the chat, in one language. */
export type WidgetConfig = {
  readonly tenant: TenantState;
  readonly settings: WidgetSettings;
  readonly language: Language;
  readonly logoPath: string | null;
  readonly isEnabled: boolean;
  /** Why not, for the visitor. */
  readonly notice: string | null;
  readonly title: string;
  readonly welcome: string;
  /** For when the rest of the chat does not arrive. */
  readonly unreachable: string;
  readonly menu: { readonly text: string; readonly choices: readonly OfferedChoice[] } | null;
  readonly forms: readonly Form[];
  readonly open: boolean;
  readonly opensAt: Date | null;
};

type Words = {
  readonly welcome: string;
  readonly unreachable: string;
  readonly suspended: string;
  readonly disabled: string;
};

const words: Readonly<Record<Language, Words>> = {
  en: {
    welcome: 'Hello! How can we help you?',
    unreachable: 'No connection. Try again.',
    suspended: 'This business is not taking messages at the moment. Please try again later.',
    disabled: 'This business has switched its chat off. Please reach it another way.',
  },
  ar: {
    welcome: 'مرحبًا! كيف يمكننا مساعدتك؟',
    unreachable: 'لا اتصال. حاول مجددًا.',
    suspended: 'لا تستقبل هذه الشركة الرسائل في الوقت الحالي. يُرجى المحاولة لاحقًا.',
    disabled: 'أوقفت هذه الشركة المحادثة على موقعها. يُرجى التواصل معها بطريقة أخرى.',
  },
};

const noticeOf = ({ tenant, settings }: WidgetSite, language: Language): string | null => {
  if (!tenant.isActive) return words[language].suspended;
  return settings.enabled ? null : words[language].disabled;
};

/** Forms the published menus lead to, and the one that is asked first. */
const formsIn = ({ flows, forms }: FlowSnapshot, { preChatForm }: WidgetSettings): readonly Form[] => {
  const actions = [...flows.values()].flatMap(({ nodes }) => nodes.flatMap(({ options }) => options));
  const wanted = new Set(actions.flatMap(({ action }) => (action.do === 'form' ? [action.form] : [])));
  if (preChatForm !== null) wanted.add(preChatForm);
  return [...forms.values()].filter(({ id }) => wanted.has(id));
};

const menuOf = (menus: FlowSnapshot, language: Language): WidgetConfig['menu'] => {
  const flow: Flow | undefined = menus.active === null ? undefined : menus.flows.get(menus.active);
  const node = flow?.nodes[0];
  if (flow === undefined || node === undefined) return null;
  return { text: textIn(node.text, language).trim(), choices: menuChoices(flow.id, node, menus, language) };
};

/** What the chat of a business looks like and offers before the first message. */
export class ReadWidgetConfig {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} no such business. @throws {DomainNotAllowed} */
  async execute({
    company,
    language: asked,
    acceptLanguage,
    foreignOrigin,
  }: ReadWidgetConfigInput): Promise<WidgetConfig> {
    const { store, clock } = this.#deps;
    const site = await siteOf(store, company);
    assertAllowedOrigin(site.settings, foreignOrigin);
    const { tenant, settings } = site;
    const { state } = tenant;
    const language = negotiated(site, asked, acceptLanguage);
    const menus = await this.#menus(store.tenant(state.id), settings);
    const notice = noticeOf(site, language);
    const now = clock.now();
    const isOpen = isOpenNow(tenant, now);
    return {
      tenant: state,
      settings,
      language,
      logoPath: this.#logoPath(site),
      isEnabled: notice === null,
      notice,
      title: textIn(settings.title, language) || state.name,
      welcome: textIn(settings.welcome, language) || words[language].welcome,
      unreachable: words[language].unreachable,
      menu: menuOf(menus, language),
      forms: formsIn(menus, settings),
      open: isOpen,
      opensAt: isOpen ? null : nextOpening(state.hours, state.timeZone, now),
    };
  }

  async #menus({ flows, forms }: TenantStore, { menu }: WidgetSettings): Promise<FlowSnapshot> {
    const [allFlows, allForms] = await Promise.all([flows.list(), forms.list()]);
    return flowSnapshot({ flows: allFlows, forms: allForms, active: menu, showsForms: true });
  }

  #logoPath({ tenant, settings }: WidgetSite): string | null {
    const logo = settings.logo ?? tenant.state.profile.logo;
    return logo === null ? null : this.#deps.links.to(tenant.state.id, logo);
  }
}
