import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { DataSets } from '#test/support/nlp/data-sets';
import { fewShotAccuracy, fullAccuracy } from './accuracy.js';
import { asATenant } from './as-a-tenant.js';
import { closestFaq } from './closest-faq.js';
import { confidence } from './confidence.js';
import { heldOutFaqs } from './held-out-faqs.js';
import { ScoreCard } from './score-card.js';
import { slots } from './slots.js';
import { speed } from './speed.js';
import { Targets } from './targets.js';
import { typos } from './typos.js';

/**
 * How well the embedded engine understands, on public sets in a folder outside the repository: one JSON object per line, with
 * the file that was scored. Test parts are used where they are there, else validation parts. The weights are fitted anew
 * without the set they are measured on. Ends with 1 when a bar is missed; a set that is missing is said to be not run.
 */
const { values } = parseArgs({
  options: { data: { type: 'string', default: 'data' }, only: { type: 'string', default: '' } },
});
const targets = new Targets(new DataSets(values.data));
const card = new ScoreCard();

const parts: Readonly<Record<string, () => void | Promise<void>>> = {
  few_shot: () => fewShotAccuracy(targets, card),
  speed: () => speed(targets, card),
  closest_faq: () => {
    heldOutFaqs(targets, card);
    closestFaq(targets.sets, card);
  },
  typos: () => typos(targets, card),
  confidence: () => confidence(targets, card),
  tenant: () => asATenant(targets, card),
  full: () => fullAccuracy(targets, card),
  slots: () => slots(targets.sets, card),
};

process.stderr.write(`${cpus().length} × ${cpus()[0]?.model}, node ${process.version}, data ${values.data}\n`);
for (const [name, run] of Object.entries(parts)) if (name.includes(values.only)) await run();
for (const name of card.notRun) process.stderr.write(`not run: ${name}\n`);
for (const line of card.broken) process.stderr.write(`missed: ${line}\n`);
process.exitCode = card.broken.length === 0 ? 0 : 1;
