import { type Principal, tenantFor } from '#application/identity/principal';
import { listOf, localizedOf, oneOf, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import { type Form, type FormField, formFieldTypes } from '#domain/leads/form';
import { FormDefinitionInvalid, formLimits, validateForm } from '#domain/leads/validate-form';
import { DomainError } from '#domain/shared/domain-error';
import type { FormId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

/** There is room for so many. */
export class TooManyForms extends DomainError {
  readonly code = 'form.too_many';
  readonly kind = 'conflict';
}

const most = 50;
type Dependencies = { readonly store: Store; readonly clock: Clock; readonly ids: Ids; readonly bus: LiveBus };

/** The tenant's forms, oldest first, archived ones too. */
export class ListForms {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  execute({ by }: { readonly by: Principal }): Promise<readonly Form[]> {
    return this.#store.tenant(tenantFor(by, 'tenant.read')).forms.list();
  }
}

export class FindForm {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  /** @throws {NotFound} */
  async execute({ by, id }: { readonly by: Principal; readonly id: FormId }): Promise<Form> {
    return found(await this.#store.tenant(tenantFor(by, 'tenant.read')).forms.find(id), 'form');
  }
}

type Said = Pick<
  Form,
  'name' | 'title' | 'fields' | 'submitLabel' | 'thanks' | 'externalUrl' | 'notify' | 'asksInChat' | 'status'
>;
export type SaveFormInput = {
  readonly by: Principal;
  /** Absent: a new one. */
  readonly id?: FormId | undefined;
  /** The version that was read; 0 for a new one. */
  readonly version: number;
} & { readonly [Key in keyof Said]?: Said[Key] | undefined };

const nothingYet: Said = {
  name: '',
  title: {},
  fields: [],
  submitLabel: { en: 'Send', ar: 'إرسال' },
  thanks: { en: 'Thank you! We will get back to you.', ar: 'شكرًا لك! سنتواصل معك.' },
  externalUrl: null,
  notify: [],
  asksInChat: false,
  status: 'active',
};

const fieldOf = ({ key, type, label, required, options }: FormField): FormField => ({
  key,
  type: oneOf('type', type, formFieldTypes),
  label: localizedOf('label', label, formLimits.label, false),
  required,
  options: listOf('options', options, formLimits.options).map((option) =>
    localizedOf('option', option, formLimits.option, false),
  ),
});

const orDefault = (text: LocalizedText, otherwise: LocalizedText): LocalizedText =>
  Object.keys(text).length > 0 ? text : otherwise;

const checked = (said: Said): Said => ({
  name: textOf('name', said.name, 80),
  title: localizedOf('title', said.title, formLimits.title, false),
  fields: listOf('fields', said.fields, formLimits.fields).map(fieldOf),
  submitLabel: orDefault(localizedOf('submitLabel', said.submitLabel, 40, false), nothingYet.submitLabel),
  thanks: orDefault(localizedOf('thanks', said.thanks, formLimits.thanks, false), nothingYet.thanks),
  externalUrl: said.externalUrl,
  notify: [...new Set(listOf('notify', said.notify, formLimits.notify).map((each) => textOf('notify', each, 254)))],
  asksInChat: said.asksInChat === true,
  status: oneOf('status', said.status, ['active', 'archived']),
});

/** Adds or changes a form. One that is not wanted any more is archived: its leads keep it. */
export class SaveForm {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {FormDefinitionInvalid} @throws {InvalidInput} @throws {NotFound} @throws {TooManyForms} @throws {StaleWrite} */
  async execute({ by, id, version, ...said }: SaveFormInput): Promise<Form> {
    const { store, clock, ids, bus } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    const { forms } = store.tenant(tenantId);
    const before = id === undefined ? null : found(await forms.find(id), 'form');
    if (before === null && (await forms.list()).length >= most)
      throw new TooManyForms(`there is room for ${most} forms`, { most });
    const at = clock.now();
    const form: Form = {
      ...checked({ ...(before ?? nothingYet), ...given(said) }),
      id: before?.id ?? ids.form(),
      tenantId,
      createdAt: before?.createdAt ?? at,
      version: before === null ? 0 : version,
    };
    const faults = validateForm(form);
    if (faults.length > 0) throw new FormDefinitionInvalid(faults);
    const facts = { name: form.name, status: form.status, fields: form.fields.length };
    const saved = await forms.save(form, { actor: by.actor, action: 'form.saved', target: form.id, facts, at });
    bus.publish({ kind: 'settings', tenantId, area: 'forms' });
    return saved;
  }
}

const given = (said: Partial<{ [Key in keyof Said]: Said[Key] | undefined }>): Partial<Said> =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
