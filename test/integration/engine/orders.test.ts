import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrderRequest } from '#domain/orders/order-request';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { cleaning } from './shops.js';

const english = {
  session: 'sara',
  price: ['How much is sofa cleaning?', 'Sofa cleaning: AED 180.'],
  order: ['I want to order 2 sofa cleaning', 'What name shall I put on the request?'],
  name: ['Sara Ali', 'Which phone number can the team reach you on?'],
  phone: ['0501234567', 'Total: AED 360\nName: Sara Ali\nPhone: 0501234567'],
  yes: ['yes', 'Your request has been sent to the team.'],
  approved:
    'Noor Cleaning: good news, your request no. 1 has been approved.\n• 2 × Sofa cleaning: AED 360\nTotal: AED 360',
  cancel: ['cancel my order', 'I have withdrawn your request.'],
} as const;
const arabic = {
  session: 'سارة',
  price: ['كم سعر تنظيف كنب؟', 'سعر تنظيف كنب هو 180 درهم.'],
  order: ['أريد طلب 2 تنظيف كنب', 'ما الاسم الذي أكتبه على الطلب؟'],
  name: ['سارة علي', 'ما رقم الهاتف الذي يمكن للفريق التواصل معك عليه؟'],
  phone: ['٠٥٠١٢٣٤٥٦٧', 'الإجمالي 360 درهم\nالاسم: سارة علي\nالهاتف: 0501234567'],
  yes: ['نعم', 'أُرسل طلبك إلى الفريق.'],
  approved:
    'Noor Cleaning: خبر سار، تمت الموافقة على طلبك رقم 1.\n• تنظيف كنب، الكمية 2، بمبلغ 360 درهم\nالإجمالي 360 درهم',
  cancel: ['إلغاء الطلب', 'سحبت طلبك.'],
} as const;
type Talk = typeof english | typeof arabic;

let rig: EngineRig;
let noor: Business;

beforeEach(async () => {
  rig = await EngineRig.start();
  noor = await rig.openBusiness(cleaning);
});
afterEach(() => rig.stop());

const theOrder = async (): Promise<OrderRequest> => {
  const [order, ...others] = await noor.orders();
  expect(others).toEqual([]);
  if (order === undefined) throw new Error('there is no order');
  return order;
};

/** The customer orders two sofa cleanings, as the talk goes; the request is pending afterwards. */
const orderPlaced = async ({ session, price, order, name, phone, yes }: Talk): Promise<OrderRequest> => {
  for (const [said, answered] of [price, order, name, phone]) {
    expect(await noor.ask(session, said)).toContain(answered);
    expect(await noor.orders()).toEqual([]);
  }
  expect(await noor.ask(session, yes[0])).toContain(yes[1]);
  return theOrder();
};

const decisionAbout = (order: OrderRequest) => ({ by: noor.admin, orderId: order.state.id, version: null });
const approve = (order: OrderRequest) => rig.useCases.approveOrder.execute(decisionAbout(order));
const noticesTo = async (session: string) => {
  const input = { by: noor.program, sessionId: session, conversationId: null, afterSeq: 0 };
  const { messages } = await rig.useCases.pageChatMessages.execute(input);
  return messages.filter(({ author }) => author.kind === 'system').map(({ content }) => content);
};

describe.each([
  ['English', english],
  ['Arabic', arabic],
])('an order in %s', (_language, talk) => {
  it('is asked for, filled in, confirmed by the customer, and waits for a person at the price of that moment', async () => {
    const { state, total } = await orderPlaced(talk);
    expect(state).toMatchObject({ status: 'pending', number: 1, decision: null });
    expect(state.lines).toMatchObject([
      { name: { en: 'Sofa cleaning' }, quantity: 2, unitPrice: { minor: 18_000n }, overriddenUnitPrice: null },
    ]);
    expect(state.details).toMatchObject({ name: talk.name[0], phone: '+971501234567' });
    expect(total.minor).toBe(36_000n);
  });

  it('is approved by a person, and the customer is told in the language of the talk', async () => {
    const order = await orderPlaced(talk);
    const { state } = await approve(order);
    await rig.idle();
    expect(state).toMatchObject({ status: 'approved', decision: { byName: 'Huda' } });
    expect(await noticesTo(talk.session)).toEqual([{ type: 'text', text: talk.approved }]);
    expect(await noor.auditOf(order.state.id)).toEqual(['order.approved', 'order.requested']);
  });

  it('can be taken back by the customer while nobody has decided', async () => {
    const order = await orderPlaced(talk);
    expect(await noor.ask(talk.session, talk.cancel[0])).toContain(talk.cancel[1]);
    expect((await theOrder()).state).toMatchObject({ status: 'cancelled', decision: null });
    await expect(approve(order)).rejects.toMatchObject({ code: 'lifecycle.illegal_transition' });
  });
});

describe('the price of an order', () => {
  it('stays what it was when the catalogue changes afterwards, also in the notice', async () => {
    const order = await orderPlaced(english);
    await noor.changePrice('Sofa cleaning', 99_900);
    expect(await noor.ask('another customer', 'how much is sofa cleaning?')).toContain('AED 999');
    expect((await theOrder()).total.minor).toBe(36_000n);
    await approve(order);
    await rig.idle();
    expect(await noticesTo('sara')).toEqual([{ type: 'text', text: english.approved }]);
  });

  it('that changed while the customer was reading the summary is shown again before a yes counts', async () => {
    for (const [said] of [english.order, english.name, english.phone]) await noor.ask('sara', said);
    await noor.changePrice('Sofa cleaning', 20_000);
    expect(await noor.ask('sara', 'yes')).toContain('Total: AED 400');
    expect(await noor.orders()).toEqual([]);
    await noor.ask('sara', 'yes');
    expect((await theOrder()).total.minor).toBe(40_000n);
  });

  it('is overridden by a person, and the log says so', async () => {
    const order = await orderPlaced(english);
    const serviceId = (await noor.service('Sofa cleaning')).id;
    const input = { ...decisionAbout(order), serviceId, priceMinor: 15_000n, reason: 'a regular' };
    const overridden = await rig.useCases.overrideOrderPrice.execute(input);
    expect(overridden.total.minor).toBe(30_000n);
    expect(overridden.state.lines[0]?.unitPrice.minor).toBe(18_000n);
    const { items } = await noor.store.audit.page({ target: order.state.id }, { after: null, limit: 10 });
    expect(items.find(({ action }) => action === 'order.price_overridden')).toMatchObject({
      target: order.state.id,
      facts: { priceMinor: 15_000, totalBeforeMinor: 36_000, reason: 'a regular' },
    });
    await approve(order);
    await rig.idle();
    expect(await noticesTo('sara')).toEqual([{ type: 'text', text: expect.stringContaining('Total: AED 300') }]);
  });
});

describe('a decision about an order', () => {
  it('is made once: of 20 people who approve at the same time one does, and the customer is told once', async () => {
    const order = await orderPlaced(english);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => approve(order)));
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason.code);
    expect(lost).toHaveLength(19);
    expect(
      [...new Set(lost)].filter((code) => !['store.stale_write', 'lifecycle.illegal_transition'].includes(code)),
    ).toEqual([]);
    await rig.idle();
    expect(await noticesTo('sara')).toHaveLength(1);
    expect((await noor.auditOf(order.state.id)).filter((action) => action === 'order.approved')).toHaveLength(1);
  });

  it('is one: who approves and who rejects at the same time do not both win', async () => {
    const order = await orderPlaced(english);
    const reject = rig.useCases.rejectOrder.execute({ ...decisionAbout(order), reason: 'closed' });
    const outcomes = await Promise.allSettled([approve(order), reject]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await rig.idle();
    expect(await noticesTo('sara')).toHaveLength(1);
  });

  it('is about what the person saw: an older version is refused', async () => {
    const order = await orderPlaced(english);
    const serviceId = (await noor.service('Sofa cleaning')).id;
    await rig.useCases.overrideOrderPrice.execute({
      ...decisionAbout(order),
      serviceId,
      priceMinor: 1n,
      reason: 'a regular',
    });
    const late = rig.useCases.approveOrder.execute({ ...decisionAbout(order), version: order.state.version });
    await expect(late).rejects.toMatchObject({ code: 'store.stale_write' });
    expect((await theOrder()).state.status).toBe('pending');
  });

  it('to reject carries the reason to the customer', async () => {
    const order = await orderPlaced(english);
    await rig.useCases.rejectOrder.execute({ ...decisionAbout(order), reason: 'We are closed that week.' });
    await rig.idle();
    const [notice] = await noticesTo('sara');
    expect(notice).toMatchObject({ text: expect.stringContaining('could not be accepted.') });
    expect(notice).toMatchObject({ text: expect.stringContaining('The team writes: We are closed that week.') });
    expect((await theOrder()).state).toMatchObject({
      status: 'rejected',
      decision: { reason: 'We are closed that week.' },
    });
  });

  it('is never a program’s, whatever its key allows', async () => {
    const order = await orderPlaced(english);
    const asProgram = { ...decisionAbout(order), by: noor.program };
    await expect(rig.useCases.approveOrder.execute(asProgram)).rejects.toMatchObject({ code: 'permission.denied' });
    const almighty = { ...noor.program, permissions: noor.admin.permissions };
    for (const act of [
      () => rig.useCases.approveOrder.execute({ ...asProgram, by: almighty }),
      () => rig.useCases.rejectOrder.execute({ ...asProgram, by: almighty, reason: null }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'permission.person_required' });
    expect((await theOrder()).state.status).toBe('pending');
  });

  it('is not another tenant’s: the order is not even there', async () => {
    const order = await orderPlaced(english);
    const stranger = await rig.openBusiness({ ...cleaning, name: 'Stranger' });
    const attempt = rig.useCases.approveOrder.execute({ ...decisionAbout(order), by: stranger.admin });
    await expect(attempt).rejects.toMatchObject({ code: 'resource.not_found' });
    expect((await theOrder()).state.status).toBe('pending');
  });
});
