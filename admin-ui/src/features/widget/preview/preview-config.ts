import type { z } from 'zod';
import type { WidgetConfigDto } from '../../../../../src/adapters/http/contract/widget.js';
import type { Tenant } from '../../../shared/api/types.js';
import { localized } from '../../../shared/i18n/format.js';
import type { Language } from '../../../shared/i18n/plural.js';
import { widgetWords } from '../../../shared/i18n/widget.js';
import { isColour } from '../colour.js';
import type { Flow, Form, WidgetParts } from '../data.js';

export type WidgetConfig = z.output<typeof WidgetConfigDto>;

export type PreviewInput = {
  readonly settings: WidgetParts;
  readonly tenant: Pick<Tenant, 'name' | 'slug' | 'assistant'>;
  readonly logoUrl: string | null;
  readonly flows: readonly Flow[];
  readonly forms: readonly Form[];
  readonly language: Language;
  readonly scheme: 'light' | 'dark';
};

type Choice = NonNullable<WidgetConfig['menu']>['choices'][number];
type Option = Flow['nodes'][number]['options'][number];

const choiceOf = ({ id, label, action }: Option, language: Language): Choice => ({
  id,
  label: localized(label, language),
  url: action.do === 'link' ? action.url : null,
  form_id: action.do === 'form' ? action.form : null,
});

const menuOf = ({ settings, flows, language }: PreviewInput): WidgetConfig['menu'] => {
  const node = flows.find(({ id, status }) => id === settings.menu && status === 'published')?.nodes[0];
  if (node === undefined) return null;
  return {
    text: localized(node.text, language),
    choices: node.options.map((option) => choiceOf(option, language)),
  };
};

const formOf = (form: Form, language: Language): WidgetConfig['forms'][number] => ({
  id: form.id,
  title: localized(form.title, language),
  fields: form.fields.map(({ key, type, label, required, options }) => ({
    key,
    type,
    label: localized(label, language),
    required,
    options: options.map((option) => localized(option, language)),
  })),
  submit_label: localized(form.submitLabel, language),
  external_url: form.externalUrl,
});

/** A colour that is half typed leaves the chat in the colour it starts with. */
const colourOf = (typed: string): string => (isColour(typed) ? typed : '#0f766e');

const looksOf = ({ settings, scheme }: PreviewInput) => ({
  theme: settings.theme,
  scheme: settings.scheme === 'auto' ? scheme : settings.scheme,
  primary_colour: colourOf(settings.primaryColour),
  font: settings.font,
  position: settings.position,
  size: settings.size,
});

/** What the server would answer a visitor if the form were saved as it is. */
export const previewConfig = (input: PreviewInput): WidgetConfig => {
  const { settings, tenant, language, forms } = input;
  const words = widgetWords[language].preview;
  const form = forms.find(({ id, status }) => id === settings.preChatForm && status === 'active');
  return {
    company: { slug: tenant.slug, name: tenant.name, logo_url: input.logoUrl },
    enabled: settings.enabled,
    notice: settings.enabled ? null : words.disabled,
    language,
    languages: settings.language === 'auto' ? [...tenant.assistant.languages] : [settings.language],
    ...looksOf(input),
    title: localized(settings.title, language) || tenant.name,
    welcome: localized(settings.welcome, language) || words.welcome,
    unreachable: '',
    menu: menuOf(input),
    forms: form === undefined ? [] : [formOf(form, language)],
    pre_chat_form: form?.id ?? null,
    features: {
      attachments: settings.attachments,
      emoji: settings.emoji,
      sound: settings.sound,
      rating: settings.askRating,
    },
    privacy: { notice_url: settings.privacy.noticeUrl, require_consent: settings.privacy.requireConsent },
    open: true,
    opens_at: null,
  };
};
