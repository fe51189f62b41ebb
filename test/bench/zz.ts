import { sealingCost } from '#test/bench/sealing';
import { Report } from '#test/bench/measure';
await sealingCost(new Report(), 1, 1_500, false);
process.exit(0);
