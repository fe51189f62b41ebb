import type { Container } from 'inversify';
import { InProcessLiveLog } from '#adapters/live-bus/in-process/in-process-live-log';
import { InProcessPresence } from '#adapters/live-bus/in-process/in-process-presence';
import { FollowEvents } from '#application/live/follow-events';
import { tokens } from '#infrastructure/composition/tokens';

/** What happened lately, who is looking at what, and the screens that listen. */
export const bindLive = (container: Container): void => {
  container
    .bind(tokens.liveLog)
    .toResolvedValue(
      (bus, secrets) => new InProcessLiveLog({ bus, name: () => secrets.random(9) }),
      [tokens.bus, tokens.secrets],
    );
  container.bind(tokens.presence).toResolvedValue((clock) => new InProcessPresence(clock), [tokens.clock]);
  container
    .bind(tokens.followEvents)
    .toResolvedValue(
      (store, clock, log, telemetry) => new FollowEvents({ store, clock, log, telemetry }),
      [tokens.store, tokens.clock, tokens.liveLog, tokens.telemetry],
    );
};
