import { describe, expect, it } from 'vitest';
import { EmbeddedLanguageModel } from '#adapters/ai/embedded/embedded-language-model';
import type { Proposal } from '#domain/assistant/proposal';
import type { OrderDraft } from '#domain/conversation/dialogue';
import type { SlotValues } from '#domain/orders/order-slot';
import { proposalFor, threshold } from '../../../../fixtures/assistant/evaluate.js';
import { salonShop } from '../../../../fixtures/assistant/salon-shop.js';

const model = new EmbeddedLanguageModel();
const nails = salonShop.serviceId('gel');
const draft = (about: Partial<OrderDraft> = {}): OrderDraft => ({
  lines: [{ serviceId: nails, quantity: 1 }],
  details: {},
  awaiting: 'name',
  quoted: null,
  ...about,
});
const told = (text: string | readonly string[], order: OrderDraft | null = draft()): Promise<Proposal> =>
  proposalFor(model, salonShop, { text, dialogue: { order } });
const slotsOf = ({ acts }: Proposal): SlotValues => acts.find((act) => act.act === 'order')?.slots ?? {};

describe('a message that holds every detail while an order is filled', () => {
  const sara = { name: 'Sara Khan', phone: '0501234567', date: 'Friday 5pm', address: 'Dubai Marina' };

  it.each<[string, SlotValues]>([
    ['Sara Khan, 0501234567, Friday 5pm, Dubai Marina', sara],
    ['Sara Khan\n0501234567\nFriday 5pm\nDubai Marina', sara],
    ['Sara Khan 0501234567 Friday 5pm Dubai Marina', sara],
    [
      'سارة خان، ٠٥٠١٢٣٤٥٦٧، الجمعة الساعة ٥ مساء، دبي مارينا',
      { name: 'سارة خان', phone: '0501234567', date: 'الجمعة الساعة 5 مساء', address: 'دبي مارينا' },
    ],
    [
      'أحمد المنصوري\n0501234567\nبعد بكرة الساعة سبعة ونص مساء\nالمارينا برج 5 شقة 1203',
      {
        name: 'أحمد المنصوري',
        phone: '0501234567',
        date: 'بعد بكرة الساعة سبعة ونص مساء',
        address: 'المارينا برج 5 شقة 1203',
      },
    ],
    ['محمد علي ٠٥٠١٢٣٤٥٦٧ بكرة العصر', { name: 'محمد علي', phone: '0501234567', date: 'بكرة العصر' }],
    [
      'Ahmed Al Mansoori 0501234567 tomorrow at half past six, villa 12 Al Wasl Road, Jumeirah',
      {
        name: 'Ahmed Al Mansoori',
        phone: '0501234567',
        date: 'tomorrow at half past six',
        address: 'villa 12 Al Wasl Road, Jumeirah',
      },
    ],
    [
      'name: Omar, mobile: +971 50 123 4567, address: Villa 3, Street 8, Mirdif, date: 12 March at 4pm',
      { name: 'Omar', phone: '+971 50 123 4567', address: 'Villa 3, Street 8, Mirdif', date: '12 March at 4pm' },
    ],
    [
      'hi, its Mariam Saeed - 0551112223 - Barsha Heights - day after tomorrow, around 6',
      { name: 'Mariam Saeed', phone: '0551112223', address: 'Barsha Heights', date: 'day after tomorrow, around 6' },
    ],
    [
      'Omar Farooq 0507654321 the 31st at noon Business Bay',
      { name: 'Omar Farooq', phone: '0507654321', date: '31st at noon', address: 'Business Bay' },
    ],
    [
      'actually make it saturday at 4, and the address is JVC district 12',
      { date: 'saturday at 4', address: 'JVC district 12' },
    ],
  ])('gives all of them: %s', async (text, expected) => {
    const proposal = await told(text);
    expect(slotsOf(proposal)).toEqual(expected);
    expect(proposal.confidence).toBeGreaterThanOrEqual(threshold);
  });

  it('whether it comes as one message or as several', async () => {
    expect(slotsOf(await told(['Sara Khan', '0501234567', 'Friday 5pm', 'Dubai Marina']))).toEqual(sara);
  });

  it('takes what answers the question for it, and the next strange word for the next detail', async () => {
    expect(slotsOf(await told('Sara Khan, Dubai Marina'))).toEqual({ name: 'Sara Khan', address: 'Dubai Marina' });
    const known = draft({ details: { name: 'Sara', phone: '0501234567' }, awaiting: 'address' });
    expect(slotsOf(await told('Nahda Towers, tomorrow 6pm', known))).toEqual({
      address: 'Nahda Towers',
      date: 'tomorrow 6pm',
    });
  });

  it.each(['keretin, 0501234567', 'gel nails, 0501234567', 'tomorrow at 6, how much, 0501234567'])(
    'takes no question and nothing we sell for a name: %s',
    async (text) => {
      expect(slotsOf(await told(text)).name).toBeUndefined();
    },
  );
});

describe('an order that brings its details along', () => {
  it.each<[string, string, number | null, SlotValues]>([
    [
      "I want two haircuts on Friday at 5, I'm Sara, 0501234567",
      'cut',
      2,
      { name: 'Sara', phone: '0501234567', date: 'Friday at 5' },
    ],
    [
      'book me a haircut for next tuesday at quarter to seven in the evening, name Lina Haddad phone 050 765 4321',
      'cut',
      null,
      { name: 'Lina Haddad', phone: '050 765 4321', date: 'next tuesday at quarter to seven in the evening' },
    ],
    [
      'three manicures sunday at two, noura 0501112222',
      'mani',
      3,
      { name: 'noura', phone: '0501112222', date: 'sunday at two' },
    ],
    [
      'ابغى ثلاث جلسات مانيكير يوم الجمعة الساعة خمسة، انا سارة، ٠٥٠١٢٣٤٥٦٧',
      'mani',
      3,
      { name: 'سارة', phone: '0501234567', date: 'يوم الجمعة الساعة خمسة' },
    ],
    [
      'I need a gel nails appointment tomorrow morning, Huda, 0509998887, JLT',
      'gel',
      null,
      { name: 'Huda', phone: '0509998887', date: 'tomorrow morning', address: 'JLT' },
    ],
  ])('is understood whole: %s', async (text, key, quantity, slots) => {
    const proposal = await told(text, null);
    expect(proposal.acts).toEqual([{ act: 'order', lines: [{ service: salonShop.serviceId(key), quantity }], slots }]);
    expect(proposal.confidence).toBeGreaterThanOrEqual(threshold);
  });

  it('reads no detail out of a question that only names a day', async () => {
    expect(slotsOf(await told('are you open on friday at 6?', null))).toEqual({});
  });
});

describe('a text made to be slow to read', () => {
  it.each([
    ['line breaks', '\n'],
    ['blanks', ' '],
    ['digits and blanks', '1 '],
    ['digits and dashes', '1-'],
    ['hours', 'الساعة 5 '],
    ['labels', 'name address phone '],
    ['commas', ', Sara'],
  ])('of nothing but %s is read in time that grows with its length', async (_, part) => {
    const fills = `x${part.repeat(Math.ceil(1_500 / part.length))}x`;
    const startedAt = process.cpuUsage();
    await told(fills.slice(0, 1_500));
    // A run-away expression takes minutes; this is no measurement.
    expect(process.cpuUsage(startedAt).user / 1_000).toBeLessThan(2_000);
  });
});
