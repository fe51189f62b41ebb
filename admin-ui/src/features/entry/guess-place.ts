/** The currency of a place, for a first guess that the person sees and can change. */
const byZone: Readonly<Record<string, string>> = {
  'Asia/Dubai': 'AED',
  'Asia/Riyadh': 'SAR',
  'Asia/Kuwait': 'KWD',
  'Asia/Qatar': 'QAR',
  'Asia/Bahrain': 'BHD',
  'Asia/Muscat': 'OMR',
  'Asia/Amman': 'JOD',
  'Asia/Beirut': 'LBP',
  'Asia/Baghdad': 'IQD',
  'Africa/Cairo': 'EGP',
  'Africa/Casablanca': 'MAD',
  'Africa/Tunis': 'TND',
  'Africa/Algiers': 'DZD',
  'Africa/Tripoli': 'LYD',
  'Asia/Karachi': 'PKR',
  'Asia/Kolkata': 'INR',
  'Asia/Calcutta': 'INR',
  'Europe/Istanbul': 'TRY',
  'Europe/London': 'GBP',
  'Europe/Zurich': 'CHF',
  'Africa/Johannesburg': 'ZAR',
  'Africa/Lagos': 'NGN',
  'Africa/Nairobi': 'KES',
};

const byRegion: Readonly<Record<string, string>> = {
  AE: 'AED',
  SA: 'SAR',
  KW: 'KWD',
  QA: 'QAR',
  BH: 'BHD',
  OM: 'OMR',
  JO: 'JOD',
  LB: 'LBP',
  IQ: 'IQD',
  EG: 'EGP',
  MA: 'MAD',
  TN: 'TND',
  DZ: 'DZD',
  PK: 'PKR',
  IN: 'INR',
  TR: 'TRY',
  GB: 'GBP',
  CH: 'CHF',
  US: 'USD',
  CA: 'CAD',
  AU: 'AUD',
};
const euro = new Set('AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' '));

const regionOf = (locale: string): string | undefined => {
  try {
    return new Intl.Locale(locale).region;
  } catch {
    return undefined;
  }
};

/** Where the device is says more than the language it speaks; without either, dollars. */
export const guessCurrency = (timeZone: string, locales: readonly string[]): string => {
  const region = locales.map(regionOf).find((each) => each !== undefined) ?? '';
  return byZone[timeZone] ?? byRegion[region] ?? (euro.has(region) ? 'EUR' : 'USD');
};
