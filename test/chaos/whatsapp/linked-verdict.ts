import {
  inversions,
  Judge,
  type StoredMessage,
  type StoredTurn,
  type Summary,
  type Verdict,
} from '#test/chaos/verdict';
import type { Numbers, Said } from '#test/chaos/whatsapp/chatter';
import { pause } from '#test/chaos/whatsapp/linked-rig';
import type { HttpClient } from '#test/support/http-client';

type Judged = Numbers & { admin(): Promise<HttpClient> };

/** The name a message has at WhatsApp is what both sides know it by. */
const byExternalId = (message: StoredMessage): StoredMessage =>
  message.direction === 'out' ? { ...message, id: message.externalId ?? message.id } : message;

const inOrder = (verdict: Judge, said: readonly string[], messages: readonly StoredMessage[]): void => {
  const stored = messages.filter(({ direction }) => direction === 'in').sort((left, right) => left.seq - right.seq);
  const places = stored.map(({ externalId }) => said.indexOf(externalId ?? ''));
  verdict.say('outOfOrder', `stored in the order ${places.join()}`, inversions(places));
};

const judgeConversation = async (
  verdict: Judge,
  { admin, rig, said }: { readonly admin: HttpClient; readonly rig: Judged; readonly said: readonly Said[] },
  { conversation, customer }: Summary,
): Promise<void> => {
  const path = `/api/v1/conversations/${conversation.id}`;
  const messages = await admin.all<StoredMessage>(`${path}/messages?limit=100`);
  verdict.conversation(conversation, messages, await admin.all<StoredTurn>(`${path}/turns?limit=100`));
  const phone = customer.identities.map(({ value }) => value).find((value) => rig.customers.includes(value)) ?? '';
  const own = said.filter((each) => each.customer === phone).map(({ id }) => id);
  inOrder(verdict, own, messages);
  const arrived = (await rig.whatsapp.inbox(phone)).map(({ id }) => id);
  verdict.sends(messages.map(byExternalId), arrived);
  const known = new Set(messages.map(({ externalId }) => externalId));
  const strange = arrived.filter((id) => !known.has(id));
  verdict.say('doubled', `${phone} was sent what is not stored: ${strange.join()}`, strange.length);
};

const judgeOnce = async (rig: Judged, said: readonly Said[]): Promise<Verdict> => {
  const verdict = new Judge();
  const admin = await rig.admin();
  for (const summary of await admin.all<Summary>('/api/v1/conversations?limit=100'))
    await judgeConversation(verdict, { admin, rig, said }, summary);
  for (const { id } of said) {
    const times = verdict.stored.get(id) ?? 0;
    if (times === 0) verdict.say('lost', `${id} was written and is not stored`);
    if (times > 1) verdict.say('doubled', `${id} is stored ${times} times`);
  }
  const { lost, doubled, outOfOrder, problems } = verdict;
  return { acked: said.length, lost, doubled, outOfOrder, problems };
};

/** Compares what customers wrote, what is stored and what they can read; as long as less looks lost, it is looked at again. */
export const linkedVerdict = async (rig: Judged, said: readonly Said[], quietMs = 60_000): Promise<Verdict> => {
  let fewest = Number.POSITIVE_INFINITY;
  let since = performance.now();
  for (;;) {
    const verdict = await judgeOnce(rig, said);
    if (verdict.lost < fewest) {
      fewest = verdict.lost;
      since = performance.now();
    }
    if (verdict.lost === 0 || performance.now() - since > quietMs) return verdict;
    await pause(1_000);
  }
};
