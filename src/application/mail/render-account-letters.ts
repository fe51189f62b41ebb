import { cleanLine } from '#application/mail/clean-value';
import type { RenderedLetter } from '#application/mail/letter';
import { renderLetter } from '#application/mail/render-letter';
import type { Language } from '#domain/shared/language';

type Words = {
  readonly subject: (business: string) => string;
  readonly hello: (name: string) => string;
  readonly text: (business: string) => string;
  readonly button: string;
  readonly small: string;
};
type AccountLetter = 'verify_email' | 'reset_password' | 'accept_invitation';

const english: Readonly<Record<AccountLetter, Words>> = {
  verify_email: {
    subject: () => 'Confirm your e-mail address',
    hello: (name) => `Hello ${name},`,
    text: () => 'please confirm that this address is yours. Your account works meanwhile.',
    button: 'Confirm my address',
    small: 'The link works once and for 24 hours. If you did not sign up, ignore this mail.',
  },
  reset_password: {
    subject: () => 'Choose a new password',
    hello: (name) => `Hello ${name},`,
    text: () => 'somebody, most likely you, asked for a new password. Choose one; every device is signed out then.',
    button: 'Choose a new password',
    small: 'The link works once and for one hour. If it was not you, ignore this mail: nothing has changed.',
  },
  accept_invitation: {
    subject: (business) => `You are invited to ${business}`,
    hello: (name) => `Hello ${name},`,
    text: (business) => `${business} invites you to its team on Wakil, where its customers' messages are answered.`,
    button: 'Accept the invitation',
    small: 'The link works once and for 7 days. If you do not know who this is, ignore this mail.',
  },
};

const arabic: Readonly<Record<AccountLetter, Words>> = {
  verify_email: {
    subject: () => 'أكّد عنوان بريدك الإلكتروني',
    hello: (name) => `مرحبًا ${name}،`,
    text: () => 'يرجى تأكيد أن هذا العنوان يخصك. حسابك يعمل في هذه الأثناء.',
    button: 'تأكيد عنواني',
    small: 'يعمل الرابط مرة واحدة ولمدة 24 ساعة. إذا لم تنشئ حسابًا فتجاهل هذه الرسالة.',
  },
  reset_password: {
    subject: () => 'اختر كلمة مرور جديدة',
    hello: (name) => `مرحبًا ${name}،`,
    text: () => 'طلب أحدهم، على الأرجح أنت، كلمة مرور جديدة. عند اختيارها يُسجَّل خروج جميع أجهزتك.',
    button: 'اختيار كلمة مرور جديدة',
    small: 'يعمل الرابط مرة واحدة ولمدة ساعة. إذا لم تكن أنت فتجاهل هذه الرسالة: لم يتغير شيء.',
  },
  accept_invitation: {
    subject: (business) => `دعوة للانضمام إلى ${business}`,
    hello: (name) => `مرحبًا ${name}،`,
    text: (business) => `يدعوك ${business} إلى فريقه على Wakil، حيث تتم الإجابة عن رسائل العملاء.`,
    button: 'قبول الدعوة',
    small: 'يعمل الرابط مرة واحدة ولمدة 7 أيام. إذا لم تكن تعرف المُرسِل فتجاهل هذه الرسالة.',
  },
};

const words: Readonly<Record<Language, Readonly<Record<AccountLetter, Words>>>> = { en: english, ar: arabic };

export type AccountLetterValues = {
  readonly kind: AccountLetter;
  readonly language: Language;
  readonly name: string;
  /** Only for an invitation. */
  readonly businessName: string;
  readonly url: string;
};

/** A mail with a link that is good for one use. */
export const renderAccountLetter = ({
  kind,
  language,
  name,
  businessName,
  url,
}: AccountLetterValues): RenderedLetter => {
  const said = words[language][kind];
  const business = cleanLine(businessName, 120);
  return renderLetter({
    language,
    subject: said.subject(business),
    title: said.subject(business),
    blocks: [
      { kind: 'paragraph', text: said.hello(cleanLine(name, 120)) },
      { kind: 'paragraph', text: said.text(business) },
      { kind: 'button', label: said.button, url },
      { kind: 'small', text: said.small },
      { kind: 'small', text: url },
    ],
  });
};
