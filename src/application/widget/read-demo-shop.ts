import type { FileLinks } from '#application/files/file-links';
import { NotFound } from '#application/not-found';
import type { Store } from '#application/ports/store';
import { negotiated } from '#application/widget/negotiate-language';
import { siteOf } from '#application/widget/widget-site';
import type { Service } from '#domain/catalogue/service';
import { formatMoney } from '#domain/shared/format-money';
import { type Language, textIn } from '#domain/shared/language';

type Dependencies = { readonly store: Store; readonly links: FileLinks };

export type DemoShop = {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly phone: string | null;
  readonly address: string;
  readonly brandColour: string;
  readonly logoPath: string | null;
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly items: readonly {
    readonly name: string;
    readonly description: string;
    readonly category: string;
    readonly price: string;
    readonly unit: string;
    readonly isAvailable: boolean;
    /** Uploaded here; pictures of other sites are not for this page. */
    readonly picturePath: string | null;
  }[];
};

export type ReadDemoShopInput = {
  /** `null`: the only business there is. */
  readonly slug: string | null;
  readonly language: Language | null;
  readonly acceptLanguage: string;
};

const itemOf = (service: Service, language: Language): DemoShop['items'][number] => ({
  name: textIn(service.name, language),
  description: textIn(service.description, language),
  category: textIn(service.category, language),
  price: formatMoney(service.price, language),
  unit: textIn(service.unit, language),
  isAvailable: service.available,
  picturePath: service.images.find((image) => image.startsWith('/')) ?? null,
});

/** A page of what a business offers, to try its chat on. Only what its customers may know. */
export class ReadDemoShop {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} no such business, or one that is not open; or none or several where one was looked for. */
  async execute({ slug, language: asked, acceptLanguage }: ReadDemoShopInput): Promise<DemoShop> {
    const { store, links } = this.#deps;
    const site = await siteOf(store, slug ?? (await this.#onlySlug()));
    const { state, isActive } = site.tenant;
    if (!isActive) throw new NotFound('business');
    // Here the address counts before the setting: it is how both languages are looked at.
    const language = asked ?? negotiated(site, null, acceptLanguage);
    const { services } = await store.tenant(state.id).catalogue.snapshot();
    return {
      slug: state.slug,
      name: state.name,
      description: textIn(state.profile.description, language),
      phone: state.profile.phone,
      address: textIn(state.profile.address, language),
      brandColour: state.profile.brandColour,
      logoPath: state.profile.logo === null ? null : links.to(state.id, state.profile.logo),
      language,
      languages: state.assistant.languages,
      items: [...services.values()].map((service) => itemOf(service, language)),
    };
  }

  async #onlySlug(): Promise<string> {
    const { items } = await this.#deps.store.platform.pageTenants({ status: 'active' }, { after: null, limit: 2 });
    const [only, ...others] = items;
    if (only === undefined || others.length > 0) throw new NotFound('business');
    return only.state.slug;
  }
}
