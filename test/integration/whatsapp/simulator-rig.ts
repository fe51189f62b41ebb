import { setImmediate } from 'node:timers/promises';
import { Disturbances } from '#adapters/channels/simulator/disturbances';
import type { Recording } from '#adapters/channels/simulator/recording';
import { scriptOf } from '#adapters/channels/simulator/script';
import type { Frame } from '#adapters/channels/whatsapp/ipc/frame';
import { WorkerPool } from '#adapters/channels/whatsapp/worker-pool';
import { SystemClock } from '#adapters/clock/system-clock';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { Outgoing } from '#application/ports/whatsapp-engines';
import type { Conversation } from '#domain/conversation/conversation';
import type { Message } from '#domain/conversation/message';
import type { Turn } from '#domain/conversation/turn';
import { ChannelId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import { SilentTelemetry } from '#test/support/silent-telemetry';
import { type Fate, InProcessWorkers } from '#test/support/whatsapp/in-process-worker';
import type { Business } from '../engine/business.js';
import { EngineRig } from '../engine/engine-rig.js';

/** Enough of the fake time for every retry and every settled burst of a recording. */
const mostPasses = 4_000;
const passMs = 500;
const url = 'ws://127.0.0.1:9/ws/chat';

export type Played = {
  readonly ref: SessionRef;
  readonly business: Business;
  readonly recording: Recording;
  /** How far the engine is when all of it has been confirmed. */
  readonly scenes: number;
};

export type Talk = {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly turns: readonly Turn[];
};

/** The product with its own supervisor, store, turns and pool, and the simulator in a worker beside it. */
export class SimulatorRig {
  readonly rig: EngineRig;
  readonly workers: InProcessWorkers;
  /** What the engines were told to send, in order. */
  readonly sent: readonly Outgoing[];

  private constructor(rig: EngineRig, workers: InProcessWorkers, sent: readonly Outgoing[]) {
    this.rig = rig;
    this.workers = workers;
    this.sent = sent;
  }

  static async start(fateOf: (frame: Frame) => Fate = () => 'arrive'): Promise<SimulatorRig> {
    const sent: Outgoing[] = [];
    const workers = new InProcessWorkers((frame, direction) => {
      if (direction === 'to_worker' && frame.is === 'call' && frame.name === 'send')
        sent.push(frame.args[1] as Outgoing);
      return fateOf(frame);
    });
    const engines = new WorkerPool({
      clock: new SystemClock(),
      telemetry: new SilentTelemetry(),
      processes: 1,
      surroundings: {
        url,
        rootKey: null,
        version: null,
        restoreSignatureChecks: false,
        chromiumPath: null,
        sessionsFolder: '/nowhere',
        largestMedia: 1,
        codeMs: null,
      },
      launch: workers.launch,
    });
    const environment = { WAKIL_WHATSAPP_URL: url };
    const rig = await EngineRig.start({ realTransports: true, engines, environment });
    return new SimulatorRig(rig, workers, sent);
  }

  /** A spa with a number that recorded customers write to from now on. */
  async play(recording: Recording, rules: Partial<Disturbances> = {}): Promise<Played> {
    const { useCases } = this.rig;
    const assistant = { settleMs: 1_200, maxSettleMs: 6_000 };
    const business = await this.rig.openBusiness({ name: 'Noor Spa', services: () => [], assistant });
    const by = business.admin;
    await useCases.addSampleCatalogue.execute({ by, kind: 'spa' });
    const disturbances = Disturbances.parse({ speed: 100_000, ...rules });
    const settings = {
      engine: 'simulator',
      recording: JSON.stringify(recording),
      disturbances: JSON.stringify(disturbances),
    };
    const added = { by, kind: 'whatsapp', name: 'Played', externalKey: '', settings } as const;
    const { id } = await useCases.addChannel.execute(added);
    const ref = { tenantId: business.tenantId, channelId: ChannelId(id) };
    await useCases.linkSession.execute({ by, channelId: id, pairing: { kind: 'qr' } });
    return { ref, business, recording, scenes: scriptOf(recording, disturbances).length };
  }

  /** Until every scene is confirmed and nothing waits for an answer any more. */
  async untilPlayed(all: readonly Played[]): Promise<void> {
    let left = [...all];
    for (let pass = 0; left.length > 0; pass += 1) {
      if (pass > mostPasses) throw new Error(`still ${left.length} of ${all.length} recordings under way`);
      for (let tick = 0; tick < 20; tick += 1) await setImmediate();
      await this.rig.pass(passMs);
      const isOver = await Promise.all(left.map((each) => this.#isOver(each)));
      left = left.filter((_, at) => isOver[at] !== true);
    }
    // A message whose process died under it waits two minutes for the phone's word, and goes again then.
    for (let tenth = 0; tenth < 15; tenth += 1) await this.rig.sweepAfter(10_000);
  }

  async talks({ ref, business }: Played): Promise<readonly Talk[]> {
    const { conversations, messages, turns } = business.store;
    const { items } = await conversations.page({ channelId: ref.channelId }, { after: null, limit: 100 }, null);
    return Promise.all(
      items.map(async ({ conversation }) => ({
        conversation,
        messages: await messages.since(conversation.state.id, 0, 1_000),
        turns: (await turns.page(conversation.state.id, { after: null, limit: 100 })).items.toReversed(),
      })),
    );
  }

  stop(): Promise<void> {
    return this.rig.stop();
  }

  async #isOver({ ref, scenes }: Played): Promise<boolean> {
    const { ears } = this.rig.application.container.get(tokens.whatsAppSessions);
    const [kept] = await ears.readCredentials(ref, 'position', ['position']);
    return kept !== undefined && Number(Buffer.from(kept.value).toString()) === scenes;
  }
}
