import type { Flow, FlowOption } from '#domain/assistant/flow';
import { type FlowSnapshot, flowSnapshot } from '#domain/assistant/flow-snapshot';
import type { Form, FormField, FormFieldType } from '#domain/leads/form';
import { type FaqId, FlowId, FormId, TenantId } from '#domain/shared/ids';

const at = new Date('2026-01-05T09:00:00Z');
const tenantId = TenantId('ten_00000000000000000000000000000001');
export const menuId = FlowId('flw_00000000000000000000000000000001');
export const callbackId = FormId('frm_00000000000000000000000000000001');
const surveyId = FormId('frm_00000000000000000000000000000002');

export const tapOf = (option: string, flow: string = menuId): string => `flow:${flow}:${option}`;

export const aField = (key: string, type: FormFieldType, about: Partial<FormField> = {}): FormField => ({
  key,
  type,
  label: { en: `Your ${key}`, ar: `حقل ${key}` },
  required: true,
  options: [],
  ...about,
});

export const aForm = (id: FormId, title: string, about: Partial<Form> = {}): Form => ({
  id,
  tenantId,
  name: title,
  title: { en: title, ar: `${title} ع` },
  fields: [aField('name', 'name')],
  submitLabel: { en: 'Send' },
  thanks: { en: 'Thanks' },
  externalUrl: null,
  notify: [],
  status: 'active',
  createdAt: at,
  version: 1,
  ...about,
});

const optionsOfStart = (faq: FaqId): readonly FlowOption[] => [
  {
    id: 'hours',
    label: { en: 'Opening hours', ar: 'المواعيد' },
    action: { do: 'answer', text: { en: 'Nine to five, 7 days.', ar: 'من 9 إلى 5.' } },
  },
  { id: 'more', label: { en: 'More' }, action: { do: 'menu', node: 'more' } },
  { id: 'question', label: { en: 'A common question' }, action: { do: 'faq', faq } },
  { id: 'callback', label: { en: 'Call me back' }, action: { do: 'form', form: callbackId } },
];

const more: readonly FlowOption[] = [
  {
    id: 'whatsapp',
    label: { en: 'Go on in WhatsApp' },
    action: { do: 'whatsapp', phone: '971500000000', text: { en: 'Hi & hello' } },
  },
  { id: 'shop', label: { en: 'Our shop' }, action: { do: 'link', url: 'https://shop.example/sale?now=1' } },
  { id: 'survey', label: { en: 'Survey' }, action: { do: 'form', form: surveyId } },
  { id: 'person', label: { en: 'A person' }, action: { do: 'hand_over' } },
  { id: 'back', label: { en: 'Back' }, action: { do: 'menu', node: 'start' } },
];

/** A published menu that uses every action there is. */
export const aMenu = (faq: FaqId, about: Partial<Flow> = {}): Flow => ({
  id: menuId,
  tenantId,
  name: 'Main',
  status: 'published',
  nodes: [
    { id: 'start', text: { en: 'How can we help?', ar: 'كيف نساعدك؟' }, options: optionsOfStart(faq) },
    { id: 'more', text: { en: 'And also' }, options: more },
  ],
  createdAt: at,
  version: 1,
  ...about,
});

export const menusWith = (flow: Flow, about: { active?: FlowId | null; showsForms?: boolean } = {}): FlowSnapshot =>
  flowSnapshot({
    flows: [flow],
    forms: [aForm(callbackId, 'Call me back'), aForm(surveyId, 'Survey', { externalUrl: 'https://forms.example/s' })],
    active: about.active === undefined ? flow.id : about.active,
    showsForms: about.showsForms ?? true,
  });
