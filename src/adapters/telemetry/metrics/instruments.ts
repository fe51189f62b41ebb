import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** From a millisecond to the longest that a chat may wait for its answer. */
const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40];

const counter = <Label extends string>(registry: Registry, name: string, help: string, labelNames: Label[]) =>
  new Counter<Label>({ name: `wakil_${name}`, help, labelNames, registers: [registry] });

const gauge = <Label extends string>(registry: Registry, name: string, help: string, labelNames: Label[]) =>
  new Gauge<Label>({ name: `wakil_${name}`, help, labelNames, registers: [registry] });

const histogram = <Label extends string>(registry: Registry, name: string, help: string, labelNames: Label[]) =>
  new Histogram<Label>({ name: `wakil_${name}`, help, labelNames, buckets: seconds, registers: [registry] });

const http = (registry: Registry) => ({
  requests: counter(registry, 'http_requests_total', 'HTTP requests answered', ['method', 'route', 'status']),
  requestSeconds: histogram(registry, 'http_request_seconds', 'Until an HTTP answer is written', ['method', 'route']),
});

const engine = (registry: Registry) => ({
  received: counter(registry, 'messages_received_total', 'Inbound messages: stored, or known already', ['kind']),
  turns: counter(registry, 'turns_total', 'Turns by what came of them', ['outcome']),
  turnSeconds: histogram(registry, 'turn_seconds', 'From the lease of a turn until it is applied', ['outcome']),
  deliveries: counter(registry, 'deliveries_total', 'Tries to send, by the status of the message after them', [
    'status',
  ]),
  deliverySeconds: histogram(registry, 'delivery_seconds', 'One message in the hands of its channel', [
    'channel',
    'outcome',
  ]),
  ambiguous: counter(registry, 'send_ambiguous_total', 'Sends of which nobody knows whether they left', []),
  rescues: counter(registry, 'sweeper_rescues_total', 'Due work that only the sweeper knew of', ['kind']),
  tenantTurns: counter(registry, 'tenant_turns_total', 'Turns of the tenants that have figures of their own', [
    'tenant',
  ]),
});

const models = (registry: Registry) => ({
  modelCalls: counter(registry, 'model_calls_total', 'Calls of vendors’ models', ['connection', 'model', 'outcome']),
  modelSeconds: histogram(registry, 'model_seconds', 'One call of a vendor’s model', ['connection', 'model']),
  modelTokens: counter(registry, 'model_tokens_total', 'Tokens as the vendor counts them', [
    'connection',
    'model',
    'direction',
  ]),
  modelCost: counter(registry, 'model_cost_micros_total', 'Cost in millionths of a US dollar', ['connection', 'model']),
  circuitRefusals: counter(registry, 'model_circuit_refusals_total', 'Calls not made because the model rests', [
    'connection',
    'model',
  ]),
  circuitOpen: gauge(registry, 'model_circuit_open', '1 while a model rests after failures', ['connection', 'model']),
});

const process = (registry: Registry) => ({
  ready: gauge(registry, 'ready', '1 while this process takes work', []),
  waiting: gauge(registry, 'queue_waiting', 'Jobs that wait in this process', ['kind']),
  running: gauge(registry, 'queue_running', 'Jobs under way in this process', ['kind']),
  oldest: gauge(registry, 'queue_oldest_seconds', 'How long the oldest job has waited', ['kind']),
  sessions: gauge(registry, 'whatsapp_sessions', 'Linked numbers this process holds', ['status']),
  killSwitches: gauge(registry, 'kill_switches', 'Kill switches that are on, as this process knows them', ['scope']),
  storeSeconds: histogram(registry, 'store_seconds', 'One operation of the store', ['area']),
  storeFailures: counter(registry, 'store_failures_total', 'Operations of the store that threw', ['area']),
  events: counter(registry, 'log_events_total', 'Lines of the log that warn or tell of an error', ['level', 'event']),
});

/** Everything that is measured, by the name it has on a dashboard. */
export const createInstruments = (registry: Registry) => ({
  ...http(registry),
  ...engine(registry),
  ...models(registry),
  ...process(registry),
});

export type Instruments = ReturnType<typeof createInstruments>;
