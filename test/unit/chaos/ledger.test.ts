import { describe, expect, it } from 'vitest';
import { Ledger } from '#test/chaos/oracle/ledger';
import type { RecordedSend } from '#test/emulators/graph-api/types';
import { itemAt } from '#test/support/catalogue-items';

const number = '10001';
const [amal, omar] = ['971500000001', '971500000002'];

/** What customers are sent, by the test. */
const world = () => {
  let hear: (send: RecordedSend) => void = () => undefined;
  const onSend = (listener: typeof hear): (() => void) => {
    hear = listener;
    return () => undefined;
  };
  const heardAt = (wamid: string): number | null => (wamid === 'w1' ? 1_500 : null);
  const ledger = new Ledger({ onSend, heardAt });
  let sent = 0;
  const send = (to: string, item: number, opaqueId = `m${sent}`): void => {
    sent += 1;
    const { name, priceText } = itemAt(item);
    const text = `${name}: ${priceText}.`;
    hear({ phoneNumberId: number, to, kind: 'text', text, opaqueId, wamid: `w${sent}`, at: 1_000 + sent, body: {} });
  };
  const ask = (customer: string, item: number) => {
    const question = ledger.asked(customer, number, itemAt(item));
    question.ackedAt = 1_000;
    return question;
  };
  return { ledger, ask, send };
};

const counted = ({ ledger }: ReturnType<typeof world>) => {
  const { acked, lost, doubled, outOfOrder, wrongCustomer } = ledger.count();
  return { acked, lost, doubled, outOfOrder, wrongCustomer };
};
const nothing = { lost: 0, doubled: 0, outOfOrder: 0, wrongCustomer: 0 };

describe('the ledger of what customers saw', () => {
  it('has nothing to say where everybody was answered once and in order', () => {
    const seen = world();
    for (const item of [0, 1, 2]) {
      seen.ask(amal, item);
      seen.ask(omar, item + 3);
      seen.send(omar, item + 3);
      seen.send(amal, item);
    }
    expect(counted(seen)).toEqual({ acked: 6, ...nothing });
  });

  it('counts what was acknowledged and never answered, and not what was never acknowledged', () => {
    const seen = world();
    seen.ask(amal, 0);
    seen.ask(omar, 1).ackedAt = null;
    expect(counted(seen)).toEqual({ acked: 1, ...nothing, lost: 1 });
  });

  it('counts an answer that came again, and a message that left again', () => {
    const seen = world();
    seen.ask(amal, 0);
    seen.send(amal, 0, 'one');
    seen.send(amal, 0, 'one');
    expect(counted(seen)).toEqual({ acked: 1, ...nothing, doubled: 1 });
    expect(seen.ledger.count().problems).toContain(
      "sent again: one after 1 ms; the provider's word of the first was taken after 499 ms",
    );
    seen.send(amal, 0, 'another');
    expect(counted(seen).doubled).toBe(2);
  });

  it('counts an answer that came after a later one', () => {
    const seen = world();
    for (const item of [0, 1]) seen.ask(amal, item);
    seen.send(amal, 1);
    seen.send(amal, 0);
    expect(counted(seen)).toEqual({ acked: 2, ...nothing, outOfOrder: 1 });
  });

  it('counts what one customer was told of another’s question', () => {
    const seen = world();
    seen.ask(amal, 0);
    seen.ask(omar, 1);
    seen.send(omar, 0);
    seen.send(omar, 1);
    seen.send(amal, 0);
    expect(counted(seen)).toEqual({ acked: 2, ...nothing, wrongCustomer: 1 });
  });

  it('resolves when somebody is answered, and says so when nobody is', async () => {
    const seen = world();
    const question = seen.ask(amal, 0);
    expect(await seen.ledger.answered(question, 1)).toBe(false);
    const answered = seen.ledger.answered(question, 60_000);
    seen.send(amal, 0);
    expect(await answered).toBe(true);
  });
});
