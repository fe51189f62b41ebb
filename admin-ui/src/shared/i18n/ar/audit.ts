import type { audit as english } from '../en/audit.js';
import { arPlural } from '../plural.js';

export const audit: typeof english = {
  title: 'سجل التدقيق',
  platformTitle: 'سجل تدقيق المنصة',
  text: 'من فعل ماذا ومتى. السجلات متسلسلة، فأي تعديل أو حذف يظهر.',
  when: 'متى',
  who: 'من',
  what: 'ماذا',
  about: 'بشأن',
  facts: 'التفاصيل',
  action: 'الإجراء',
  actionHint: 'مثل order.approved',
  target: 'بشأن',
  targetHint: 'معرّف، مثل ord_…',
  from: 'من',
  until: 'حتى',
  clear: 'امسح عوامل التصفية',
  emptyTitle: 'لا سجلات',
  emptyText: 'لم يحدث شيء يطابق ذلك في هذه المدة.',
  verify: 'تحقق من التسلسل',
  holds: (entries) =>
    `السجل كما كُتب: ${arPlural(entries, {
      zero: 'لا سجلات بعد',
      one: 'سجل واحد سليم',
      two: 'سجلان سليمان',
      few: '# سجلات سليمة',
      many: '# سجلًا سليمًا',
      other: '# سجل سليم',
    })}.`,
  broken: (seq) => `عُبث بالسجل عند القيد ${seq}. قارنه بآخر نسخة احتياطية لديك.`,
  lastHash: 'بصمة آخر السجل؛ احفظها في مكان آخر',
  kinds: { human: 'شخص', integration: 'مفتاح API', assistant: 'المساعد الذكي', system: 'النظام', other: 'غير ذلك' },
};
