import type { Container } from 'inversify';
import { tokens } from '#infrastructure/composition/tokens';
import type { Role } from '#infrastructure/config/roles';

/** What runs beside the answering of requests: it is started once and stopped once. */
type Part = {
  readonly roles: readonly Role[];
  start(container: Container): Promise<void> | void;
};

const everyRole: readonly Role[] = ['api', 'worker', 'whatsapp'];
const drainMs = 20_000;

const recover = async (container: Container): Promise<void> => {
  const transports = [...container.get(tokens.transports).values()];
  const repeatable = transports.filter((transport) => transport.isRepeatable).map(({ kind }) => kind);
  await container.get(tokens.store).platform.recover(container.get(tokens.config).reconcileMs, repeatable);
};

/** Who answers customers: every kind of job there is. */
const takeJobs = (container: Container): void => {
  const queue = container.get(tokens.queue);
  const takeTurn = container.get(tokens.takeTurn);
  const applyTurn = container.get(tokens.applyTurn);
  queue.process('take_turn', (job) => takeTurn.execute(job));
  queue.process('apply_turn', (job) => applyTurn.execute(job));
  const readDocument = container.get(tokens.readDocument);
  queue.process('read_document', (job) => readDocument.execute(job));
  const prepareKnowledge = container.get(tokens.prepareKnowledge);
  queue.process('embed_knowledge', (job) => prepareKnowledge.execute(job));
  const fetchMedia = container.get(tokens.fetchInboundMedia);
  queue.process('fetch_media', (job) => fetchMedia.execute(job));
  const studio = container.get(tokens.workStudio);
  queue.process('studio_run', (job) => studio.execute(job));
};

const takeDeliveries = (container: Container): void => {
  const deliver = container.get(tokens.deliverMessages);
  container.get(tokens.queue).process('deliver', (job) => deliver.execute(job));
};

/** Takes the linked numbers that nobody has. An engine process is started for the first of them, not before. */
const startNumbers = async (container: Container): Promise<void> => {
  const { ears, watch, wishes } = container.get(tokens.whatsAppSessions);
  const engines = container.get(tokens.whatsAppEngines);
  engines.listen(ears);
  await engines.start();
  await watch.start();
  wishes?.start();
};

const letNumbersGo = async (container: Container): Promise<void> => {
  const { watch, wishes } = container.get(tokens.whatsAppSessions);
  await wishes?.stop();
  await watch.stop();
};

/** What each role starts, in this order. The HTTP listener is the entry point's, and of `api` only. */
const parts: readonly Part[] = [
  { roles: ['worker'], start: takeJobs },
  // A linked number is spoken for by the process that holds it.
  { roles: ['worker', 'whatsapp'], start: takeDeliveries },
  { roles: ['worker', 'whatsapp'], start: recover },
  // May the assistant's words leave, and who is asked: looked at by whoever receives, decides or sends.
  { roles: everyRole, start: (container) => container.get(tokens.switches).start() },
  { roles: ['api', 'worker'], start: (container) => container.get(tokens.liveAi).start() },
  // The playground of the panel thinks as the worker does.
  { roles: ['api', 'worker'], start: (container) => container.get(tokens.understandings).start() },
  { roles: ['worker', 'whatsapp'], start: (container) => container.get(tokens.queue).start() },
  { roles: ['worker', 'whatsapp'], start: (container) => container.get(tokens.sweep).start() },
  { roles: ['worker'], start: (container) => container.get(tokens.sendMails).start() },
  { roles: ['worker'], start: (container) => container.get(tokens.widget).sweepVisits.start() },
  { roles: ['whatsapp'], start: startNumbers },
  { roles: ['worker'], start: (container) => container.get(tokens.sealRows).start() },
];

export const startParts = async (container: Container): Promise<void> => {
  const { roles } = container.get(tokens.config).operations;
  for (const part of parts) if (part.roles.some((role) => roles.has(role))) await part.start(container);
};

/**
 * In the order of notes A5: nothing more is claimed, what is under way is finished, then the numbers are let go, so that their last
 * answers still leave. What was never started stops at once.
 */
export const stopParts = async (container: Container): Promise<void> => {
  const telemetry = container.get(tokens.telemetry);
  container.get(tokens.widget).sweepVisits.stop();
  container.get(tokens.sweep).stop();
  await container.get(tokens.queue).drain(drainMs);
  telemetry.step('stop.drained', {});
  await container.get(tokens.understandings).stop();
  if (container.get(tokens.config).operations.roles.has('whatsapp')) await letNumbersGo(container);
  telemetry.step('stop.numbers_let_go', {});
  await container.get(tokens.sealRows).stop();
  await container.get(tokens.sendMails).stop();
  await container.get(tokens.mailer).close();
  container.get(tokens.switches).stop();
  container.get(tokens.liveAi).stop();
  await container.get(tokens.dispatcher).close();
  telemetry.step('stop.store_closing', {});
};
