import { type Fault, held } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import { settledVerdict } from '#test/chaos/settled';
import type { Acked } from '#test/chaos/traffic';
import { itemAt } from '#test/support/catalogue-items';

const content: readonly Readonly<Record<string, unknown>>[] = [
  { type: 'text', text: { body: 'x'.repeat(1_000_000) } },
  { type: 'text', text: { body: 'lone \ud800 surrogate \udfff and \u0000 and \u202e' } },
  { type: 'text', text: { body: null } },
  { type: 'text', text: null },
  { type: 'text' },
  { type: 'hologram', hologram: { of: 'nothing we know' } },
  { type: null },
  { type: 'image', image: { id: null, mime_type: 5 } },
  { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{' } } },
  { type: 'text', text: { body: '((((((((((a+)+)+)+)+)+)+)+)+)+$'.repeat(100) } },
  { type: 'text', text: { body: `${'٣'.repeat(4_000)} ${'🧿'.repeat(2_000)}` } },
  { type: 'location', location: { latitude: 'north', longitude: {} } },
];

const rawBodies: readonly Buffer[] = [
  Buffer.from('{'),
  Buffer.from('null'),
  Buffer.from('[]'),
  Buffer.from('{"object":"whatsapp_business_account","entry":null}'),
  Buffer.from('{"object":"whatsapp_business_account","entry":[{"changes":[null,{"value":null}]}]}'),
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
];

/** F23: what no customer sends by hand. Each is stored or refused; none is a 500, and none delays its neighbours. */
export const poison: Fault = {
  name: 'F23 poison',
  run: async (_, topology) => {
    const rig = await Rig.start({ topology });
    const { phoneNumberId } = await rig.open('Amber House');
    const acked: Acked[] = [];
    const statuses: (number | null)[] = [];
    const write = async (customer: string, message: Readonly<Record<string, unknown>>): Promise<void> => {
      const { id, delivered } = rig.emulator.customerWrites(
        { phoneNumberId, from: customer, message },
        { retry: false },
      );
      const { status } = await delivered;
      statuses.push(status);
      if (status === 200) acked.push({ id, customer, phoneNumberId, ackedAt: Date.now() });
    };
    for (const [index, message] of content.entries()) {
      await write(`97157${String(index).padStart(7, '0')}`, message);
      await write(`97158${String(index).padStart(7, '0')}`, {
        type: 'text',
        text: { body: `Price of the ${itemAt(index).name}?` },
      });
    }
    const raw = await Promise.all(rawBodies.map((body) => rig.emulator.deliverRaw(body, { retry: false })));
    const { problems, ...verdict } = await settledVerdict(rig, acked);
    const neighbours = content.filter(
      (_, index) => rig.emulator.sendsTo(`97158${String(index).padStart(7, '0')}`).length === 1,
    ).length;
    await rig.close();
    const broken = [...statuses, ...raw.map(({ status }) => status)].filter(
      (status) => status === null || status >= 500,
    );
    const wrong = [
      ...(broken.length === 0 ? [] : [`${broken.length} answers of ${broken.join()}`]),
      ...(acked.length === content.length * 2 ? [] : [`only ${acked.length} of ${content.length * 2} messages stored`]),
      ...(neighbours === content.length ? [] : [`only ${neighbours} of ${content.length} neighbours answered once`]),
    ];
    return {
      ...held,
      ...verdict,
      problems: [...problems, ...wrong],
      facts: { poisoned: content.length, raw: raw.map(({ status }) => status).join() },
    };
  },
};
