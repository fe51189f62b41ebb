import type { ImportServices } from '#application/catalogue/import-services';
import type { SaveFaq } from '#application/catalogue/save-faq';
import type { ServiceFields } from '#application/catalogue/service-input';
import type { SaveFlow } from '#application/flows/flows';
import type { SaveForm } from '#application/forms/forms';
import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import { clinic } from '#application/onboarding/samples/clinic';
import { restaurant } from '#application/onboarding/samples/restaurant';
import { inBoth, type Sample, type SampleFaq } from '#application/onboarding/samples/sample';
import { samplePrice } from '#application/onboarding/samples/sample-price';
import { shop } from '#application/onboarding/samples/shop';
import { spa } from '#application/onboarding/samples/spa';
import { contactFields, contactTitle, starterMenu } from '#application/onboarding/starter-menu';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Faq } from '#domain/catalogue/faq';
import { DomainError } from '#domain/shared/domain-error';
import type { FlowId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';
import type { Currency } from '#domain/shared/money';

/** There is something in it already: a sample would only be in the way. */
export class CatalogueNotEmpty extends DomainError {
  readonly code = 'onboarding.catalogue_not_empty';
  readonly kind = 'conflict';
}

export const sampleKinds = ['spa', 'restaurant', 'shop', 'clinic'] as const;
export type SampleKind = (typeof sampleKinds)[number];

const samples: Readonly<Record<SampleKind, Sample>> = { spa, restaurant, shop, clinic };

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly importServices: Pick<ImportServices, 'execute'>;
  readonly saveFaq: Pick<SaveFaq, 'execute'>;
  readonly saveForm: Pick<SaveForm, 'execute'>;
  readonly saveFlow: Pick<SaveFlow, 'execute'>;
};

const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);

/** The question as a button: its shortest wording that fits, in each language. */
const labelOf = ({ questions }: SampleFaq): LocalizedText => {
  const shortest = (arabic: boolean): string | undefined =>
    questions.filter((each) => isArabic(each) === arabic && each.length <= 40)[0];
  const en = shortest(false);
  const ar = shortest(true);
  return { ...(en !== undefined && { en }), ...(ar !== undefined && { ar }) };
};

const rowsOf = ({ services, requires }: Sample, currency: Currency): readonly ServiceFields[] =>
  services.map(({ name, description, category, dollars }) => ({
    name: inBoth(name),
    description: inBoth(description),
    category: inBoth(category),
    priceMinor: samplePrice(dollars, currency),
    requires,
  }));

/**
 * Fills an empty catalogue with ordinary services and FAQs of one trade, and makes a menu and a contact form of them, so that
 * a newcomer has an assistant that answers before the first word is typed (TEN-5).
 */
export class AddSampleCatalogue {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {CatalogueNotEmpty} @throws {PermissionDenied} */
  async execute({ by, kind }: { readonly by: Principal; readonly kind: SampleKind }): Promise<{ created: number }> {
    const { store, importServices } = this.#deps;
    tenantFor(by, 'catalogue.write');
    const scoped = store.tenant(tenantFor(by, 'tenant.configure'));
    const { currency } = found(await scoped.findTenant(), 'tenant').state;
    if (await holdsAnything(scoped)) throw new CatalogueNotEmpty('the catalogue has entries already', {});
    const sample = samples[kind];
    const { imported } = await importServices.execute({ by, rows: rowsOf(sample, currency), dryRun: false });
    const faqs = await this.#addFaqs(by, sample);
    const menu = await this.#addMenu(by, scoped, sample, faqs);
    await this.#showMenu(by, scoped, menu);
    return { created: imported + faqs.length };
  }

  async #addFaqs(by: Principal, { faqs }: Sample): Promise<readonly Faq[]> {
    const saved: Faq[] = [];
    for (const { questions, answer, category } of faqs)
      saved.push(await this.#deps.saveFaq.execute({ by, version: 0, questions, answer: inBoth(answer), category }));
    return saved;
  }

  /** `null`: the tenant has menus of its own. */
  async #addMenu(by: Principal, { flows }: TenantStore, sample: Sample, faqs: readonly Faq[]): Promise<FlowId | null> {
    if ((await flows.list()).length > 0) return null;
    const { saveForm, saveFlow } = this.#deps;
    const form = await saveForm.execute({
      by,
      version: 0,
      name: 'Contact',
      title: contactTitle,
      fields: contactFields,
    });
    const questions = sample.faqs.flatMap((each, index) => {
      const faq = faqs[index];
      return faq === undefined ? [] : [{ id: faq.id, label: labelOf(each) }];
    });
    const nodes = starterMenu(questions, form.id);
    return (await saveFlow.execute({ by, version: 0, name: 'Main menu', status: 'published', nodes })).id;
  }

  /** The widget opens with it, unless it opens with another one. */
  async #showMenu(by: Principal, { tenantId, widget }: TenantStore, menu: FlowId | null): Promise<void> {
    const settings = await widget.settings();
    if (menu === null || settings.menu !== null) return;
    const facts = { menu };
    const audit = { actor: by.actor, action: 'widget.configured', target: tenantId, facts, at: this.#deps.clock.now() };
    await widget.saveSettings({ ...settings, menu }, audit);
  }
}

const holdsAnything = async ({ catalogue }: TenantStore): Promise<boolean> => {
  const one = { after: null, limit: 1 } as const;
  const [services, faqs] = await Promise.all([catalogue.pageServices(one), catalogue.pageFaqs(one)]);
  return services.items.length > 0 || faqs.items.length > 0;
};
