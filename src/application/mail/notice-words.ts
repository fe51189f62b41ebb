import type { EscalationReason } from '#domain/conversation/conversation';
import type { OrderSlot } from '#domain/orders/order-slot';
import type { Language } from '#domain/shared/language';

export type NoticeWords = {
  readonly order: (number: string, business: string) => string;
  readonly handOver: (business: string) => string;
  readonly lead: (business: string) => string;
  readonly orderText: string;
  readonly leadText: string;
  readonly total: string;
  readonly customer: string;
  readonly reason: string;
  readonly lastWords: string;
  readonly filledSoFar: string;
  readonly nobody: string;
  readonly openOrder: string;
  readonly openConversation: string;
  readonly openLead: string;
  readonly why: string;
  readonly reasons: Readonly<Record<EscalationReason, string>>;
  readonly slots: Readonly<Record<OrderSlot, string>>;
  readonly leadFields: Readonly<Record<'name' | 'email' | 'phone' | 'intent', string>>;
};

const english: NoticeWords = {
  order: (number, business) => `New order request no. ${number} at ${business}`,
  handOver: (business) => `A customer of ${business} waits for a person`,
  lead: (business) => `Somebody left their contact at ${business}`,
  orderText: 'A customer asks for this. It is only a request until one of you approves it.',
  leadText: 'This was filled in:',
  total: 'Total',
  customer: 'Customer',
  reason: 'Why',
  lastWords: 'The last words of the customer:',
  filledSoFar: 'Filled in so far:',
  nobody: 'no name yet',
  openOrder: 'Look at the request',
  openConversation: 'Open the conversation',
  openLead: 'Look at the lead',
  why: 'You receive this because you chose to. You can change that in your account.',
  reasons: {
    low_confidence: 'the assistant was not sure enough',
    guard_refusal: 'the assistant had no approved answer',
    customer_asked: 'the customer asked for a person',
    keyword: 'the customer used a word that calls a person',
    anger: 'the customer seems upset',
    repeated_misunderstanding: 'the assistant did not understand several times',
    provider_failure: 'the assistant did not work',
    assistant_off: 'the assistant is switched off',
    unreadable_message: 'the customer sent something the assistant cannot read',
    poisoned_turn: 'answering failed several times',
    while_away: 'messages came while WhatsApp was not connected',
    awaiting_approval: 'the assistant wrote an answer that a person is to send',
  },
  slots: { name: 'Name', phone: 'Phone', address: 'Address', date: 'Date', note: 'Note' },
  leadFields: { name: 'Name', email: 'E-mail', phone: 'Phone', intent: 'Wants' },
};

const arabic: NoticeWords = {
  order: (number, business) => `طلب جديد رقم ${number} لدى ${business}`,
  handOver: (business) => `أحد عملاء ${business} ينتظر موظفًا`,
  lead: (business) => `ترك أحدهم بياناته لدى ${business}`,
  orderText: 'يطلب أحد العملاء ما يلي. يبقى مجرد طلب حتى يوافق عليه أحدكم.',
  leadText: 'تم ملء ما يلي:',
  total: 'الإجمالي',
  customer: 'العميل',
  reason: 'السبب',
  lastWords: 'آخر ما كتبه العميل:',
  filledSoFar: 'ما تم ملؤه حتى الآن:',
  nobody: 'بدون اسم بعد',
  openOrder: 'عرض الطلب',
  openConversation: 'فتح المحادثة',
  openLead: 'عرض البيانات',
  why: 'تصلك هذه الرسالة لأنك اخترت ذلك. يمكنك تغييره في حسابك.',
  reasons: {
    low_confidence: 'لم يكن المساعد متأكدًا بما يكفي',
    guard_refusal: 'لا توجد لدى المساعد إجابة معتمدة',
    customer_asked: 'طلب العميل التحدث مع موظف',
    keyword: 'استخدم العميل كلمة تستدعي موظفًا',
    anger: 'يبدو العميل منزعجًا',
    repeated_misunderstanding: 'لم يفهم المساعد عدة مرات',
    provider_failure: 'تعطّل المساعد',
    assistant_off: 'المساعد متوقف',
    unreadable_message: 'أرسل العميل شيئًا لا يستطيع المساعد قراءته',
    poisoned_turn: 'فشلت الإجابة عدة مرات',
    while_away: 'وصلت رسائل أثناء انقطاع واتساب',
    awaiting_approval: 'كتب المساعد إجابة يرسلها أحد الموظفين',
  },
  slots: { name: 'الاسم', phone: 'الهاتف', address: 'العنوان', date: 'التاريخ', note: 'ملاحظة' },
  leadFields: { name: 'الاسم', email: 'البريد الإلكتروني', phone: 'الهاتف', intent: 'يريد' },
};

export const noticeWords: Readonly<Record<Language, NoticeWords>> = { en: english, ar: arabic };
