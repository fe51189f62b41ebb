import type { Language } from '#domain/shared/language';

type Words = {
  readonly title: (channel: string, business: string) => string;
  readonly text: string;
  /** It is connected, and something about it is odd. */
  readonly textOfHealth: string;
  readonly what: string;
  readonly open: string;
  readonly why: string;
  readonly other: string;
  readonly troubles: Readonly<Record<string, string>>;
};

const english: Words = {
  title: (channel, business) => `WhatsApp “${channel}” of ${business} needs you`,
  text: 'Messages to your customers wait until one of you has looked.',
  textOfHealth:
    'It is connected, but something is not as usual. Write to it from another phone to see whether it works.',
  what: 'What happened',
  open: 'Open the channel',
  why: 'You receive this because you may manage channels.',
  other: 'the connection needs a person',
  troubles: {
    'session.unlinked_on_phone': 'the phone unlinked us; link it again',
    'session.credentials_refused': 'WhatsApp refused the link; link the phone again',
    'session.link_again_asked': 'WhatsApp asks to link the phone again',
    'session.account_blocked': 'WhatsApp blocked the number; contact WhatsApp',
    'session.opened_elsewhere': 'another program uses the same link; close it, then resume',
    'session.version_too_old': 'WhatsApp no longer speaks with this version; update Wakil',
    'session.number_of_another_business': 'the phone that scanned is linked to another channel already',
    'session.key_does_not_fit': 'the stored link cannot be read; restore the key it was stored with',
    'session.server_error': 'WhatsApp ends the connection again and again',
    'session.unknown_close': 'the connection ends again and again, for a reason nobody knows',
    'warning.restricted': 'WhatsApp restricted the number; sending is paused',
    'warning.reach_out_lock': 'WhatsApp locked new chats for a while; sending is paused',
    'warning.rate_limited': 'WhatsApp says the number is too fast; sending is paused for a while',
    'warning.banner': 'WhatsApp shows a warning; sending is paused',
    'health.silence': 'no customer has written for unusually long',
    'health.decrypt_failures': 'many messages cannot be decrypted',
    'health.not_taken': 'WhatsApp does not take our messages',
    'health.not_delivered': 'none of the last messages reached a phone',
  },
};

const arabic: Words = {
  title: (channel, business) => `قناة واتساب «${channel}» لدى ${business} تحتاج إليك`,
  text: 'تنتظر الرسائل إلى عملائك حتى يراجع أحدكم الأمر.',
  textOfHealth: 'القناة متصلة لكن شيئًا ما ليس كالمعتاد. راسلها من هاتف آخر لتتأكد من أنها تعمل.',
  what: 'ما حدث',
  open: 'فتح القناة',
  why: 'تصلك هذه الرسالة لأن لديك صلاحية إدارة القنوات.',
  other: 'يحتاج الاتصال إلى تدخل أحد الأشخاص',
  troubles: {
    'session.unlinked_on_phone': 'ألغى الهاتف الربط؛ اربطه من جديد',
    'session.credentials_refused': 'رفض واتساب الربط؛ اربط الهاتف من جديد',
    'session.link_again_asked': 'يطلب واتساب ربط الهاتف من جديد',
    'session.account_blocked': 'حظر واتساب الرقم؛ تواصل مع واتساب',
    'session.opened_elsewhere': 'يستخدم برنامج آخر الربط نفسه؛ أغلقه ثم استأنف',
    'session.version_too_old': 'لم يعد واتساب يقبل هذا الإصدار؛ حدّث وكيل',
    'session.number_of_another_business': 'الهاتف الذي مسح الرمز مربوط بقناة أخرى',
    'session.key_does_not_fit': 'تتعذر قراءة الربط المحفوظ؛ استعد المفتاح الذي حُفظ به',
    'session.server_error': 'ينهي واتساب الاتصال مرة بعد مرة',
    'session.unknown_close': 'ينقطع الاتصال مرة بعد مرة لسبب غير معروف',
    'warning.restricted': 'قيّد واتساب الرقم؛ توقف الإرسال مؤقتًا',
    'warning.reach_out_lock': 'منع واتساب المحادثات الجديدة لفترة؛ توقف الإرسال مؤقتًا',
    'warning.rate_limited': 'يرى واتساب أن الإرسال سريع جدًا؛ توقف الإرسال لفترة',
    'warning.banner': 'يعرض واتساب تحذيرًا؛ توقف الإرسال مؤقتًا',
    'health.silence': 'لم يكتب أي عميل منذ مدة أطول من المعتاد',
    'health.decrypt_failures': 'تعذر فك تشفير رسائل كثيرة',
    'health.not_taken': 'لا يستلم واتساب رسائلنا',
    'health.not_delivered': 'لم تصل أي من الرسائل الأخيرة إلى هاتف',
  },
};

export const sessionNoticeWords: Readonly<Record<Language, Words>> = { en: english, ar: arabic };
