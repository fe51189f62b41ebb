import type { Currency } from '#domain/shared/money';

/** How a country writes its own numbers: its calling code, what a national number looks like, and the trunk's zero. */
type Plan = { readonly code: string; readonly national: RegExp };

/**
 * By the currency a business trades in, which is all we know of its country: where several countries share one (EUR, XOF),
 * a national number stays as it was said. National patterns: the countries' numbering plans as ITU-T E.164 lists them.
 */
const plans: Readonly<Record<string, Plan>> = {
  AED: { code: '971', national: /^0?(?:5\d{8}|[2-479]\d{7})$/ },
  SAR: { code: '966', national: /^0?(?:5\d{8}|1\d{8})$/ },
  KWD: { code: '965', national: /^[24569]\d{7}$/ },
  BHD: { code: '973', national: /^[1367]\d{7}$/ },
  QAR: { code: '974', national: /^[34567]\d{7}$/ },
  OMR: { code: '968', national: /^[279]\d{7}$/ },
  JOD: { code: '962', national: /^0?(?:7\d{8}|[2356]\d{7})$/ },
  EGP: { code: '20', national: /^0?(?:1[0125]\d{8}|[2-9]\d{7,8})$/ },
  INR: { code: '91', national: /^0?[6-9]\d{9}$/ },
  PKR: { code: '92', national: /^0?3\d{9}$/ },
  GBP: { code: '44', national: /^0[1-37]\d{8,9}$/ },
  USD: { code: '1', national: /^1?[2-9]\d{9}$/ },
  CAD: { code: '1', national: /^1?[2-9]\d{9}$/ },
};

/** A number as the world dials it (E.164), if the business's country is known and the number is one of its own; else as it is. */
export const internationalPhone = (number: string, currency: Currency): string => {
  const plan = plans[currency];
  if (number.startsWith('+') || plan === undefined || !plan.national.test(number)) return number;
  const bare = plan.code === '1' ? number.slice(-10) : number.replace(/^0/, '');
  return `+${plan.code}${bare}`;
};
