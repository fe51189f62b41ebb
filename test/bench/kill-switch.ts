import { pause, type Report, until } from '#test/bench/measure';
import { startGraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import { itemAt } from '#test/support/catalogue-items';
import { startProduct, temporaryFolder } from '#test/support/product';
import { cloudApiEnvironment, openBusiness, setUpPlatform, webhookOf } from '#test/support/world';

/** A slow provider keeps replies waiting; then the switch is thrown. What leaves after one second is counted. */
export const killSwitch = async (report: Report, pending: number): Promise<void> => {
  const emulator = await startGraphApiEmulator({ latencyMs: 500, webhookConnections: 128 });
  const folder = temporaryFolder('kill');
  const product = await startProduct({ dataDir: folder.path, environment: cloudApiEnvironment(emulator) });
  emulator.setWebhook(webhookOf(product.url));
  const { phoneNumberId, admin } = await openBusiness(product, await setUpPlatform(product), emulator, {
    name: 'Amber House',
    phoneNumberId: '10001',
  });
  const customers = Array.from({ length: pending }, (_, index) => `9719${String(index).padStart(8, '0')}`);
  await Promise.all(
    customers.map(
      (from, index) =>
        emulator.customerWrites({ phoneNumberId, from, text: `How much is the ${itemAt(index).name}?` }).delivered,
    ),
  );
  // All but those on their way are decided and queued: the switch has to hold back what is ready to go.
  await until(() => emulator.counters.requests >= 100, 10_000);
  await admin.put('/api/v1/kill-switch', { on: true, reason: 'bench' });
  const thrownAt = Date.now();
  await until(() => Date.now() > thrownAt + 4_000, 5_000);
  const after = emulator.sends.filter((send) => send.at > thrownAt);
  report.add('kill_switch.pending', pending - emulator.sends.length, 'replies', pending);
  report.add('kill_switch.last_send_ms', Math.max(0, ...after.map((send) => send.at - thrownAt)), 'ms', after.length, {
    atMost: 1_000,
  });
  report.add('kill_switch.late_sends', after.filter((send) => send.at > thrownAt + 1_000).length, 'replies', pending, {
    atMost: 0,
  });
  await pause(100);
  await product.kill('SIGTERM');
  await emulator.close();
  folder.remove();
};
