import type { Acked } from '#test/chaos/traffic';
import type { GraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import type { HttpClient } from '#test/support/http-client';

export type Summary = {
  conversation: { id: string; hasUnanswered: boolean };
  customer: { identities: { value: string }[] };
};
export type StoredMessage = {
  id: string;
  seq: number;
  direction: 'in' | 'out';
  status: string;
  externalId: string | null;
};
export type StoredTurn = { status: string; trace: { inboundSeqs: number[] } };

export type Verdict = {
  readonly acked: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly problems: readonly string[];
};

export const repeated = <T>(values: readonly T[]): T[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

/** How many neighbours stand in the wrong order. */
export const inversions = (numbers: readonly number[]): number =>
  numbers.filter((value, index) => index > 0 && value < (numbers[index - 1] ?? 0)).length;

const isSettled = (status: string): boolean => ['sent', 'delivered', 'read', 'received', 'cancelled'].includes(status);

/** Counts what is wrong with what a product stored and sent. */
export class Judge {
  readonly problems: string[] = [];
  lost = 0;
  doubled = 0;
  outOfOrder = 0;
  readonly stored = new Map<string, number>();

  say(kind: 'lost' | 'doubled' | 'outOfOrder', problem: string, count = 1): void {
    if (count === 0) return;
    this[kind] += count;
    if (this.problems.length < 20) this.problems.push(`${kind}: ${problem}`);
  }

  conversation(
    conversation: Summary['conversation'],
    messages: readonly StoredMessage[],
    turns: readonly StoredTurn[],
  ): void {
    for (const { direction, externalId } of messages)
      if (direction === 'in' && externalId !== null)
        this.stored.set(externalId, (this.stored.get(externalId) ?? 0) + 1);
    if (conversation.hasUnanswered) this.say('lost', `${conversation.id} has unanswered messages`);
    const answered = turns.flatMap((turn) => turn.trace.inboundSeqs);
    this.say('doubled', `${conversation.id} answered ${repeated(answered).join()} twice`, repeated(answered).length);
    const missing = messages.filter((message) => message.direction === 'in' && !answered.includes(message.seq));
    this.say('lost', `${conversation.id} never answered ${missing.map(({ seq }) => seq).join()}`, missing.length);
    const stuck = messages.filter((message) => message.direction === 'out' && !isSettled(message.status));
    this.say(
      'lost',
      `${conversation.id} left ${stuck.map(({ id, status }) => `${id} ${status}`).join()}`,
      stuck.length,
    );
  }

  sends(messages: readonly StoredMessage[], sentIds: readonly string[]): void {
    this.say('doubled', `sent twice: ${repeated(sentIds).join()}`, repeated(sentIds).length);
    const seqOf = new Map(messages.map((message) => [message.id, message.seq]));
    const order = [...new Set(sentIds)].map((id) => seqOf.get(id) ?? -1);
    this.say('outOfOrder', `sent in the order ${order.join()}`, inversions(order));
    const unsent = messages.filter(
      ({ direction, status, id }) => direction === 'out' && status !== 'cancelled' && !sentIds.includes(id),
    );
    this.say('lost', `never reached the provider: ${unsent.map(({ id }) => id).join()}`, unsent.length);
  }
}

/** Compares what was acknowledged, what is stored and what reached the provider, for one business. */
export const judge = async (
  admin: HttpClient,
  emulator: GraphApiEmulator,
  acked: readonly Acked[],
  phoneNumberId: string,
): Promise<Verdict> => {
  const verdict = new Judge();
  for (const { conversation, customer } of await admin.all<Summary>('/api/v1/conversations?limit=100')) {
    const messages = await admin.all<StoredMessage>(`/api/v1/conversations/${conversation.id}/messages?limit=100`);
    const turns = await admin.all<StoredTurn>(`/api/v1/conversations/${conversation.id}/turns?limit=100`);
    verdict.conversation(conversation, messages, turns);
    const phone = customer.identities[0]?.value ?? '';
    const sent = emulator.sendsTo(phone).filter((send) => send.phoneNumberId === phoneNumberId);
    verdict.sends(
      messages,
      sent.map((send) => send.opaqueId ?? ''),
    );
  }
  const ours = acked.filter((message) => message.phoneNumberId === phoneNumberId);
  for (const { id } of ours) {
    const times = verdict.stored.get(id) ?? 0;
    if (times === 0) verdict.say('lost', `${id} was acknowledged and is not stored`);
    if (times > 1) verdict.say('doubled', `${id} is stored ${times} times`);
  }
  const { lost, doubled, outOfOrder, problems } = verdict;
  return { acked: ours.length, lost, doubled, outOfOrder, problems };
};
