import { it } from 'vitest';
import { EngineRig } from './engine-rig.js';
import { cleaning } from './shops.js';
it('x', async () => {
  const rig = await EngineRig.start();
  const noor = await rig.openBusiness(cleaning);
  for (const t of ['How much is sofa cleaning?', 'I want to order 2 sofa cleaning', 'Sara Ali', '0501234567', 'yes', 'cancel my order']) console.log('>', t, '\n', await noor.ask('s1', t));
  for (const t of ['كم سعر تنظيف كنب؟', 'أريد طلب 2 تنظيف كنب', 'سارة علي', '٠٥٠١٢٣٤٥٦٧', 'نعم', 'إلغاء الطلب']) console.log('>', t, '\n', await noor.ask('s2', t));
  console.log((await noor.orders()).map((o) => [o.state.number, o.state.status, o.total]));
  console.log(rig.telemetry.errors, rig.telemetry.warnings);
  await rig.stop();
});
