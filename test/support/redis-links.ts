import { SystemClock } from '#adapters/clock/system-clock';
import { RedisLink } from '#adapters/shared/redis/redis-link';
import type { Telemetry } from '#application/ports/telemetry';
import type { RedisServer } from '#test/services/redis';
import { SilentTelemetry } from '#test/support/silent-telemetry';

let opened = 0;

type Options = {
  /** Processes of one installation have the same; without it each is an installation of its own. */
  readonly prefix?: string;
  readonly telemetry?: Telemetry;
};

/** A process's connection to a server that is there. */
export const openLink = async (
  { url }: Pick<RedisServer, 'url'>,
  { prefix, telemetry = new SilentTelemetry() }: Options = {},
): Promise<{ link: RedisLink; name: string }> => {
  opened += 1;
  const name = `p${opened}`;
  const link = new RedisLink({ url, prefix: prefix ?? `i${opened}`, name, clock: new SystemClock(), telemetry });
  if (!(await link.start(5_000))) throw new Error('the server did not answer');
  return { link, name };
};
