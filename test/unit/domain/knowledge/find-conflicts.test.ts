import { describe, expect, it } from 'vitest';
import type { Service } from '#domain/catalogue/service';
import { amountsIn } from '#domain/knowledge/amounts';
import { openConflictsOf } from '#domain/knowledge/faq-conflicts';
import { conflictFinder } from '#domain/knowledge/find-conflicts';
import { Currency } from '#domain/shared/money';
import { aShop } from '#test/fixtures/assistant/shop';

const aed = Currency('AED');
const shop = aShop(
  'Noor',
  [
    { key: 'massage', en: 'Deep massage', ar: 'مساج عميق', category: {}, price: 150 },
    { key: 'hot', en: 'Deep massage with hot stones', ar: 'مساج بالأحجار الساخنة', category: {}, price: 220 },
    { key: 'sofa', en: 'Sofa cleaning', ar: 'تنظيف كنب', category: {}, price: 1_250, aliases: ['couch cleaning'] },
  ],
  [{ key: 'price', questions: ['How much is it?'], en: 'A deep massage is AED 120.', ar: 'سعر مساج عميق ١٢٠ درهم.' }],
);
const services: readonly Service[] = [...shop.catalogue.services.values()];
const find = conflictFinder(services, aed);
const found = (text: string) => find(text).map(({ service, says }) => [shop.keyOf(service), Number(says.minor) / 100]);

describe('an amount', () => {
  it.each<[string, bigint[]]>([
    ['AED 199', [19_900n]],
    ['199 dirhams and 20 Dhs.', [19_900n, 2_000n]],
    ['AED1,250.50', [125_050n]],
    ['٢٠٠ درهم', [20_000n]],
    ['149,5 AED', [14_950n]],
    ['199 guests, 20% and USD 30', []],
  ])('in %s', (text, minors) => expect(amountsIn(text, aed).map(({ minor }) => minor)).toEqual(minors));

  it('of a currency without decimals, and of one with three', () => {
    expect(amountsIn('JPY 1200', Currency('JPY'))[0]?.minor).toBe(1_200n);
    expect(amountsIn('KD 1.250', Currency('KWD'))[0]?.minor).toBe(1_250n);
  });
});

describe('a conflict is found', () => {
  it.each<[string, [string, number][]]>([
    ['The deep massage is AED 199.', [['massage', 199]]],
    ['Our deep massages cost 199 AED each.', [['massage', 199]]],
    ['Deep massage with hot stones: AED 150 only.', [['hot', 150]]],
    ['Deep massage with hot stones: AED 199.', [['hot', 199]]],
    ['Sofa cleaning is AED 900, delivery of the cushions is AED 20.', [['sofa', 900]]],
    ['Couch cleaning starts at AED 900.', [['sofa', 900]]],
    ['سعر المساج العميق ١٩٩ درهم.', [['massage', 199]]],
    ['Deep massage AED 150, sofa cleaning AED 999.', [['sofa', 999]]],
  ])('%s', (text, conflicts) => expect(found(text)).toEqual(conflicts));
});

describe('no conflict is seen', () => {
  it.each([
    'The deep massage is AED 150.',
    'Three visits: 3 deep massage sessions are AED 450.',
    'Delivery after a sofa cleaning is AED 20.',
    'A deep massage needs a deposit of AED 50.',
    'Parking is AED 10 per hour.',
    'The deep massage takes 60 minutes.',
    'Deep massage. Entry to the pool is AED 30.',
  ])('%s', (text) => expect(found(text)).toEqual([]));
});

describe('an FAQ', () => {
  const [faq] = shop.catalogue.faqs.values();
  it('that says another price is told once per finding, in whichever language', () => {
    expect(openConflictsOf(faq!, find).map(({ key }) => key)).toEqual([`${shop.serviceId('massage')}:12000:15000`]);
  });
  it('that an admin called right is left alone until the price moves', () => {
    const accepted = [`${shop.serviceId('massage')}:12000:15000`];
    expect(openConflictsOf({ ...faq!, accepted }, find)).toEqual([]);
    expect(openConflictsOf({ ...faq!, accepted: [`${shop.serviceId('massage')}:12000:16000`] }, find)).toHaveLength(1);
  });
});
