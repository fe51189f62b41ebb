import type { RedisLink } from '#adapters/shared/redis/redis-link';
import type { Telemetry } from '#application/ports/telemetry';

const settingIn = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(\\S*)`, 'm').exec(info)?.[1];

/**
 * Says what makes this Redis forget. It is a hint to workers and nothing else, so nothing is refused: what it forgets is found
 * in the store, only later.
 */
export const warnOfWeakSettings = async (
  { commands }: Pick<RedisLink, 'commands'>,
  telemetry: Telemetry,
): Promise<void> => {
  // A server that keeps its settings to itself may be a good one.
  const info = await Promise.all([commands.info('persistence'), commands.info('memory')]).catch(() => null);
  if (info === null) return;
  const [persistence, memory] = info;
  if (settingIn(persistence, 'aof_enabled') === '0')
    telemetry.warn('redis.no_aof', {
      hint: 'it forgets waiting wakes when it ends, and workers find them a second later; set `appendonly yes` to keep them',
    });
  if ((settingIn(memory, 'maxmemory_policy') ?? 'noeviction') !== 'noeviction')
    telemetry.warn('redis.evicts', { hint: 'it may drop waiting wakes; set `maxmemory-policy noeviction`' });
};
