import type { FlowNode, FlowOption } from '#domain/assistant/flow';
import type { FormField } from '#domain/leads/form';
import type { FaqId, FormId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

/** What the contact form asks. */
export const contactFields: readonly FormField[] = [
  { key: 'name', type: 'name', label: { en: 'Your name', ar: 'الاسم' }, required: true, options: [] },
  { key: 'phone', type: 'phone', label: { en: 'Phone number', ar: 'رقم الهاتف' }, required: true, options: [] },
  {
    key: 'email',
    type: 'email',
    label: { en: 'E-mail address', ar: 'البريد الإلكتروني' },
    required: false,
    options: [],
  },
  {
    key: 'message',
    type: 'message',
    label: { en: 'How can we help?', ar: 'كيف يمكننا مساعدتك؟' },
    required: false,
    options: [],
  },
];

export const contactTitle: LocalizedText = { en: 'Call me back', ar: 'اتصلوا بي' };

type Question = { readonly id: FaqId; readonly label: LocalizedText };

/** A menu of two levels: the common questions, the contact form, a person. */
export const starterMenu = (questions: readonly Question[], form: FormId): readonly FlowNode[] => [
  {
    id: 'start',
    text: { en: 'How can we help you?', ar: 'كيف يمكننا مساعدتك؟' },
    options: [
      {
        id: 'questions',
        label: { en: 'Common questions', ar: 'الأسئلة الشائعة' },
        action: { do: 'menu', node: 'questions' },
      },
      { id: 'contact', label: contactTitle, action: { do: 'form', form } },
      { id: 'person', label: { en: 'Talk to a person', ar: 'التحدث مع موظف' }, action: { do: 'hand_over' } },
    ],
  },
  {
    id: 'questions',
    text: { en: 'Common questions', ar: 'الأسئلة الشائعة' },
    options: [
      ...questions.map(
        ({ id, label }, index): FlowOption => ({ id: `question_${index + 1}`, label, action: { do: 'faq', faq: id } }),
      ),
      { id: 'back', label: { en: 'Back', ar: 'رجوع' }, action: { do: 'menu', node: 'start' } },
    ],
  },
];
