import type { draft as english } from '../en/draft.js';

export const draft: typeof english = {
  bar: 'الحفظ أو التراجع',
  unsavedIn: (parts) => `لم يُحفظ بعد: ${parts}`,
  discard: 'تراجع عن التغييرات',
  save: 'احفظ التغييرات',
  saved: 'تم الحفظ.',
  clashTitle: 'حفظ شخص آخر تغييرات في هذه الأثناء',
  clashText: (parts) => `ما كتبته محفوظ هنا أمامك، ويختلف عن المحفوظ الآن في: ${parts}.`,
  keepMine: 'أبقِ ما كتبته',
  takeTheirs: 'اعرض تغييراته واحذف ما كتبته',
  logo: {
    label: 'الشعار',
    hint: 'صورة PNG أو JPEG أو WebP أو GIF حتى 2 ميغابايت، والأفضل أن تكون مربعة.',
    choose: 'اختر صورة',
    replace: 'استبدل',
    remove: 'أزل',
    tooLarge: 'حجم الصورة أكبر من 2 ميغابايت. صغّرها ثم اخترها من جديد.',
    none: 'لا يوجد شعار بعد',
    unseen: 'يوجد شعار، لكن لا يمكن عرضه الآن.',
  },
};
