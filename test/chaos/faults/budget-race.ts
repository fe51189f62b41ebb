import { loadOf } from '#test/chaos/evidence/machine';
import { type Fault, held } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import { AiEmulator } from '#test/emulators/ai/ai-emulator';
import { itemAt } from '#test/support/catalogue-items';

type Limits = Readonly<Record<string, number>>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** What a call costs here: 2,000 tokens in at 0.15 and 100 out at 0.60 dollars a million. */
const callMicros = 360;
const question = `How much is the ${itemAt(0).name}?`;

/** One model, and a business that may spend so much a day. */
const chooseModel = async ({ platform }: Rig, ai: AiEmulator, tenantDailyMicros: number): Promise<void> => {
  const path = '/api/v1/platform/ai';
  const account = { vendor: 'openai', settings: { baseUrl: ai.baseUrlOf('openai') }, apiKey: 'sk-test-0123456789' };
  await platform.put(`${path}/connections/house`, account);
  const { limits, version } = await platform.get<{ limits: Limits; version: number }>(path);
  const model = { connection: 'house', model: 'm-1' };
  await platform.put(`${path}/policy`, {
    chain: [{ ...model, temperature: null }],
    prices: [{ ...model, inputMicros: 150_000, outputMicros: 600_000 }],
    limits: { ...limits, tenantDailyMicros, degradePercent: 100 },
    embedder: null,
    transcriber: null,
    version,
  });
};

/** F21: many turns at once when the day's money is nearly gone. Asked of the vendor's side: what was really bought. */
export const budgetRace = ({ turns, calls }: { readonly turns: number; readonly calls: number }): Fault => ({
  name: 'F21 budget race',
  run: async (_, topology) => {
    const ai = await AiEmulator.start();
    ai.usage = { input: 2_000, output: 100 };
    const rig = await Rig.start({ topology });
    const cap = calls * callMicros;
    await chooseModel(rig, ai, cap);
    const { phoneNumberId } = await rig.open('Amber House');
    const customers = Array.from({ length: turns }, (_each, index) => `97159${String(index).padStart(7, '0')}`);
    const writes = customers.map(
      (from) => rig.emulator.customerWrites({ phoneNumberId, from, text: question }).delivered,
    );
    await Promise.all(writes);
    for (const until = Date.now() + 90_000; Date.now() < until; await pause(250))
      if (new Set(rig.emulator.sends.map(({ to }) => to)).size === turns) break;
    const told = new Set(rig.emulator.sends.map(({ to }) => to)).size;
    const asked = ai.journal.length;
    const spent = asked * callMicros;
    await rig.close();
    await ai.stop();
    const most = cap + rig.cluster.having('worker').length * callMicros;
    return {
      ...held,
      acked: turns,
      lost: turns - told,
      problems: [
        ...(spent <= most ? [] : [`${spent} of ${cap} micros were spent`]),
        ...(spent > 0 ? [] : ['the model was never asked: nothing was shown']),
        ...(told === turns ? [] : [`${turns - told} customers were told nothing`]),
      ],
      facts: { turns, capMicros: cap, spentMicros: spent, calls: asked, load: loadOf() },
    };
  },
});
