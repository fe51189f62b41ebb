import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  Counters,
  DeliveryOptions,
  Fault,
  NumberOptions,
  RecordedSend,
  RecordedTyping,
  StatusStep,
} from './types.js';
import type { CustomerMessage } from './webhook-payload.js';

/** What of the emulator can be reached from outside its process. */
type Controllable = {
  readonly counters: Counters;
  readonly sends: readonly RecordedSend[];
  readonly typings: readonly RecordedTyping[];
  sendsTo(customer: string): readonly RecordedSend[];
  registerNumber(phoneNumberId: string, options: NumberOptions): void;
  setWebhook(url: string | null): void;
  setStatuses(steps: readonly StatusStep[]): void;
  fail(fault: Fault): void;
  clearFaults(): void;
  customerWrites(message: CustomerMessage, delivery?: DeliveryOptions): { readonly id: string };
};

type Handler = (emulator: Controllable, input: never, query: URLSearchParams) => unknown;

/** The methods, for who runs the emulator as a program: `POST /control/<name>` with JSON, `GET` to ask. */
const handlers: Readonly<Record<string, Handler>> = {
  'GET counters': (emulator) => emulator.counters,
  'GET sends': (emulator, _, query) => {
    const to = query.get('to');
    return to === null ? emulator.sends : emulator.sendsTo(to);
  },
  'GET typings': (emulator) => emulator.typings,
  'POST numbers': (emulator, { phoneNumberId, ...options }: NumberOptions & { phoneNumberId: string }) =>
    emulator.registerNumber(phoneNumberId, options),
  'POST webhook': (emulator, { url }: { url: string | null }) => emulator.setWebhook(url),
  'POST statuses': (emulator, { steps }: { steps: readonly StatusStep[] }) => emulator.setStatuses(steps),
  'POST faults': (emulator, fault: Fault) => emulator.fail(fault),
  'DELETE faults': (emulator) => emulator.clearFaults(),
  /** Answers at once with the message's id; the webhook goes its own way. */
  'POST inbound': (emulator, { delivery, ...message }: CustomerMessage & { delivery?: DeliveryOptions }) => ({
    id: emulator.customerWrites(message, delivery).id,
  }),
};

const answer = (response: ServerResponse, status: number, content: unknown): void => {
  const body = JSON.stringify(content ?? {});
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
};

/** `false`: not a control call. */
export const handleControl = (
  emulator: Controllable,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): boolean => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://emulator');
  if (!pathname.startsWith('/control/')) return false;
  const handler = handlers[`${request.method} ${pathname.slice('/control/'.length)}`];
  if (handler === undefined) {
    answer(response, 404, { error: 'no such control' });
    return true;
  }
  try {
    const input: unknown = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
    answer(response, 200, handler(emulator, input as never, searchParams));
  } catch (error) {
    answer(response, 400, { error: String(error) });
  }
  return true;
};
