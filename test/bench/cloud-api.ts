import { pause, quantile, type Report, until } from '#test/bench/measure';
import type { Question, Stage } from '#test/bench/stage';
import { inboundChange } from '#test/emulators/graph-api/webhook-payload';
import { itemAt } from '#test/support/catalogue-items';

/** As many as `inFlight` webhooks at once, each followed by the next: what the peers were measured with. */
export const closedLoop = async (stage: Stage, first: number, count: number, inFlight: number): Promise<Question[]> => {
  const asked: Question[] = [];
  let next = first;
  const worker = async (): Promise<void> => {
    while (next < first + count) {
      const index = next;
      next += 1;
      asked.push(await stage.ask(index));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return asked;
};

/** A steady rate whatever the product does: what customers do. */
export const openLoop = async (
  stage: Stage,
  first: number,
  perSecond: number,
  seconds: number,
): Promise<Question[]> => {
  const asked: Promise<Question>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = startedAt + (index * 1_000) / perSecond;
    if (due > performance.now()) await pause(Math.max(0, due - performance.now()));
    asked.push(stage.ask(first + index));
  }
  return Promise.all(asked);
};

const answered = (questions: readonly Question[]): boolean =>
  questions.every((question) => question.replies.length > 0);

const missing = (questions: readonly Question[]): number =>
  questions.filter((question) => question.replies.length === 0).length;
const doubled = (questions: readonly Question[]): number =>
  questions.reduce((sum, question) => sum + Math.max(0, question.replies.length - 1), 0);

/** The peers' rig: n messages of n customers, 32 in flight. */
export const wrongRecipients = async (stage: Stage, report: Report, count: number): Promise<void> => {
  const startedAt = performance.now();
  const asked = await closedLoop(stage, 0, count, 32);
  await until(() => answered(asked), 60_000);
  const seconds = (performance.now() - startedAt) / 1_000;
  await pause(500);
  report.add('cloud_api.wrong_recipient', stage.wrongRecipient, 'replies', count, { atMost: 0 });
  report.add('cloud_api.unanswered', missing(asked), 'messages', count, { atMost: 0 });
  report.add('cloud_api.answered_twice', doubled(asked), 'replies', count, { atMost: 0 });
  report.add('cloud_api.replies_per_s_max', count / seconds, 'replies/s', count);
};

/** A sustained rate, with the acknowledgement and reply times customers and the provider see at it. */
export const sustained = async (
  stage: Stage,
  report: Report,
  perSecond: number,
  seconds: number,
  bounds: boolean,
): Promise<void> => {
  const startedAt = performance.now();
  const asked = await openLoop(stage, 1_000_000, perSecond, seconds);
  await until(() => answered(asked), 30_000);
  const took = (performance.now() - startedAt) / 1_000;
  const acks = asked.map((question) => question.ackMs);
  const replies = asked.flatMap((question) => question.replies.slice(0, 1).map((reply) => reply.afterMs));
  const n = asked.length;
  report.add('cloud_api.replies_per_s', replies.length / took, 'replies/s', n, bounds ? { atLeast: 300 } : {});
  report.add('cloud_api.ack_ms_p50', quantile(acks, 0.5), 'ms', n, bounds ? { atMost: 25 } : {});
  report.add('cloud_api.ack_ms_p99', quantile(acks, 0.99), 'ms', n, bounds ? { atMost: 250 } : {});
  report.add('reply_ms_p50', quantile(replies, 0.5), 'ms', n, bounds ? { atMost: 150 } : {});
  report.add('reply_ms_p95', quantile(replies, 0.95), 'ms', n);
};

/** Ten copies of one message id at the same moment. */
export const duplicates = async (stage: Stage, report: Report, ids: number): Promise<void> => {
  const before = stage.replies;
  const { phoneNumberId } = stage.businesses[0] ?? { phoneNumberId: '' };
  const asked: Question[] = [];
  for (let index = 0; index < ids; index += 1) {
    const customer = `9717${String(index).padStart(8, '0')}`;
    const question: Question = {
      customer,
      phoneNumberId,
      item: itemAt(index),
      askedAt: performance.now(),
      ackMs: 0,
      replies: [],
    };
    stage.questions.set(customer, question);
    asked.push(question);
    await stage.emulator.customerWrites(
      { phoneNumberId, from: customer, text: `How much is the ${question.item.name}?` },
      { times: 10 },
    ).delivered;
  }
  await until(() => answered(asked), 30_000);
  await pause(500);
  report.add('cloud_api.duplicates', stage.replies - before - ids, 'replies', ids * 10, { atMost: 0 });
};

/** Messages of both businesses in every entry and change of one POST. */
export const batches = async (stage: Stage, report: Report): Promise<void> => {
  const asked: Question[] = [];
  const change = (index: number) => {
    const { phoneNumberId } = stage.businesses[index % 2] ?? { phoneNumberId: '' };
    const messages = [0, 1, 2].map((offset) => {
      const customer = `9718${String(index * 3 + offset).padStart(8, '0')}`;
      const question: Question = {
        customer,
        phoneNumberId,
        item: itemAt(index + offset),
        askedAt: performance.now(),
        ackMs: 0,
        replies: [],
      };
      stage.questions.set(customer, question);
      asked.push(question);
      return {
        id: stage.emulator.newWamid(),
        phoneNumberId,
        from: customer,
        text: `How much is the ${question.item.name}?`,
      };
    });
    return inboundChange(phoneNumberId, messages);
  };
  const wrongBefore = stage.wrongRecipient;
  await stage.emulator.deliver([0, 1, 2].map((entry) => [0, 1, 2].map((index) => change(entry * 3 + index))));
  await until(() => answered(asked), 30_000);
  report.add('cloud_api.batch_unanswered', missing(asked), 'messages', asked.length, { atMost: 0 });
  report.add('cloud_api.batch_wrong_recipient', stage.wrongRecipient - wrongBefore, 'replies', asked.length, {
    atMost: 0,
  });
};

/** What is not signed by the provider is no message. */
export const signatures = async (stage: Stage, report: Report): Promise<void> => {
  const { phoneNumberId } = stage.businesses[0] ?? { phoneNumberId: '' };
  const before = stage.replies;
  const outcomes = await Promise.all(
    (['wrong', 'missing'] as const).map(
      (signature) =>
        stage.emulator.customerWrites(
          { phoneNumberId, from: '971900000000', text: 'hello' },
          { signature, retry: false },
        ).delivered,
    ),
  );
  await pause(500);
  report.add('cloud_api.unsigned_refused', outcomes.filter(({ status }) => status === 401).length, 'of 2', 2, {
    atLeast: 2,
  });
  report.add('cloud_api.unsigned_answered', stage.replies - before, 'replies', 2, { atMost: 0 });
};

/** Resident memory over many messages: level, not growing. */
export const memory = async (stage: Stage, report: Report, count: number): Promise<void> => {
  const samples: number[] = [];
  const step = count / 10;
  for (let round = 0; round < 10; round += 1) {
    const asked = await closedLoop(stage, 10_000_000 + round * step, step, 32);
    await until(() => answered(asked), 60_000);
    samples.push(stage.product.rssMb());
    for (const { customer } of asked) stage.questions.delete(customer);
  }
  await pause(5_000);
  report.add(`rss_after_${Math.round(count / 1_000)}k_mb`, stage.product.rssMb(), 'MB', count);
  const half = (from: number): number => Math.max(...samples.slice(from, from + 5));
  report.add('rss_growth_second_half_mb', half(5) - half(0), 'MB', count, { atMost: 25 });
};
