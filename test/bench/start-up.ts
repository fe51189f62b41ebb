import { pause, quantile, type Report } from '#test/bench/measure';
import { startProduct, temporaryFolder } from '#test/support/product';

/** From spawning the process to its first 200, on a data folder that exists; and what it holds while nobody writes. */
export const startUp = async (report: Report, times: number): Promise<void> => {
  const folder = temporaryFolder('start');
  const starts: number[] = [];
  const first = await startProduct({ dataDir: folder.path });
  report.add('first_start_ms', first.startMs, 'ms', 1);
  await first.kill('SIGTERM');
  for (let time = 0; time < times; time += 1) {
    const product = await startProduct({ dataDir: folder.path });
    starts.push(product.startMs);
    if (time === times - 1) {
      await pause(10_000);
      report.add('rss_idle_mb', product.rssMb(), 'MB', 1, { atMost: 150 });
    }
    await product.kill('SIGTERM');
  }
  folder.remove();
  report.add('cold_start_ms', quantile(starts, 0.5), 'ms', times, { atMost: 2_000 });
};
