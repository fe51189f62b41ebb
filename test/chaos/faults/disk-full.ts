import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fault, held } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import { settledVerdict } from '#test/chaos/settled';
import type { Acked } from '#test/chaos/traffic';
import { itemAt } from '#test/support/catalogue-items';

const diskMb = 16;

/** A file system of a few megabytes; `null` where we may not mount one. */
const smallDisk = (): { path: string; remove: () => void } | null => {
  const path = mkdtempSync(join(tmpdir(), 'wakil-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true });
    return null;
  }
  return {
    path,
    remove: () => {
      execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
};

const fillUp = (path: string, leaveBytes: number): string => {
  const { bavail, bsize } = statfsSync(path);
  const filler = join(path, 'filler');
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leaveBytes)));
  return filler;
};

/** Writes until the product answers 503, then makes room; what was refused is delivered again. */
const fillAndFree = async (
  rig: Rig,
  phoneNumberId: string,
  path: string,
): Promise<{ acked: Acked[]; statuses: Set<number | null>; alive: number }> => {
  const acked: Acked[] = [];
  const statuses = new Set<number | null>();
  const filler = fillUp(path, 400_000);
  const send = async (index: number, retry: boolean): Promise<void> => {
    const customer = `97156${String(index).padStart(7, '0')}`;
    const { id, delivered } = rig.emulator.customerWrites(
      { phoneNumberId, from: customer, text: `How much is the ${itemAt(index).name}?` },
      { retry },
    );
    const { status } = await delivered;
    statuses.add(status);
    if (status === 200) acked.push({ id, customer, phoneNumberId, ackedAt: Date.now() });
  };
  for (let index = 0; index < 2_000 && !statuses.has(503); index += 1) await send(index, false);
  const { status: alive } = await fetch(`${rig.url}/healthz`);
  rmSync(filler);
  for (let index = 5_000; index < 5_020; index += 1) await send(index, true);
  return { acked, statuses, alive };
};

/** F14: the disk fills up while customers write. */
export const diskFull: Fault = {
  name: 'F14 disk full',
  on: ['embedded'],
  run: async (_, topology) => {
    const disk = smallDisk();
    if (disk === null)
      return {
        ...held,
        problems: process.env['CI'] === 'true' ? ['not run: no small disk could be mounted'] : [],
        facts: { run: 'not run: no small disk could be mounted' },
      };
    try {
      const dataDir = join(disk.path, 'data');
      mkdirSync(dataDir);
      const rig = await Rig.start({ topology, dataDir });
      const { phoneNumberId } = await rig.open('Amber House');
      const { acked, statuses, alive } = await fillAndFree(rig, phoneNumberId, disk.path);
      const { problems, ...verdict } = await settledVerdict(rig, acked);
      await rig.close();
      const wrong = [
        ...(statuses.has(503) ? [] : [`never answered 503, only ${[...statuses].join()}`]),
        ...([...statuses].every((status) => status === 200 || status === 503)
          ? []
          : [`answered ${[...statuses].join()}`]),
        ...(alive === 200 ? [] : [`/healthz answered ${alive} on a full disk`]),
      ];
      return {
        ...held,
        ...verdict,
        problems: [...problems, ...wrong],
        facts: { statuses: [...statuses].join(), diskMb },
      };
    } finally {
      disk.remove();
    }
  },
};
