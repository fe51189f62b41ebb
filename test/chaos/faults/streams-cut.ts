import { loadOf } from '#test/chaos/evidence/machine';
import { type Fault, held } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import type { Random } from '#test/chaos/seeded-random';
import { itemAt } from '#test/support/catalogue-items';
import { EventSource } from '#test/support/event-source';
import { HttpClient } from '#test/support/http-client';

type Plan = { readonly visitors: number; readonly cuts: number };
type Session = { readonly session_id: string; readonly token: string };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const settlesWithinMs = 60_000;

/** A browser on a shop's site whose connection breaks again and again. It comes back with the last number it has. */
class Visitor {
  readonly seen: { readonly seq: number; readonly text: string }[] = [];
  asked = 0;
  cuts = 0;
  readonly #url: string;
  readonly #session: Session;
  /** Of its own: what one address may do is limited. */
  readonly #from: Readonly<Record<string, string>>;
  #source: EventSource | null = null;
  #isGone = false;

  constructor(url: string, session: Session, from: Readonly<Record<string, string>>) {
    this.#url = url;
    this.#from = from;
    this.#session = session;
  }

  async live(): Promise<void> {
    let lastId: string | null = null;
    while (!this.#isGone) {
      const { session_id: id, token } = this.#session;
      const url = `${this.#url}/api/widget/session/${id}/events/`;
      this.#source = await EventSource.open(url, { ...this.#from, authorization: `Bearer ${token}` }, lastId).catch(
        () => null,
      );
      if (this.#source === null) await pause(50);
      else {
        await this.#source.untilOver();
        for (const { event, data } of this.#source.heard)
          if (event === 'message') this.seen.push({ seq: Number(data['seq']), text: String(data['text']) });
        lastId = this.#source.lastId;
      }
    }
  }

  cut(): void {
    this.cuts += 1;
    this.#source?.leave();
  }

  /** Everything it has been told so far, this connection included. */
  get messages(): readonly { readonly seq: number; readonly text: string }[] {
    const open = this.#source?.isOver === false ? this.#source.heard : [];
    const more = open
      .filter(({ event }) => event === 'message')
      .map(({ data }) => ({ seq: Number(data['seq']), text: String(data['text']) }));
    return [...this.seen, ...more];
  }

  async ask(): Promise<void> {
    const { session_id: id, token } = this.#session;
    const message = `How much is the ${itemAt(this.asked).name}?`;
    const key = { ...this.#from, 'idempotency-key': `${id}-${this.asked}` };
    this.asked += 1;
    await new HttpClient(this.#url, { token }).post(`/api/widget/session/${id}/send/`, { message }, key);
  }

  leave(): void {
    this.#isGone = true;
    this.#source?.leave();
  }
}

const enter = async (rig: Rig, company: string, index: number): Promise<Visitor> => {
  const from = { 'x-forwarded-for': `10.1.${index >> 7}.${index & 127}` };
  const session = await new HttpClient(rig.url).post<Session>('/api/widget/session/create/', { company }, from);
  return new Visitor(rig.url, session, from);
};

const cutAll = async (visitors: readonly Visitor[], cuts: number, random: Random): Promise<void> => {
  for (let cut = 0; cut < cuts; cut += 1) {
    const visitor = visitors[random.below(visitors.length)] as Visitor;
    const asked = visitor.asked < 9 ? visitor.ask() : Promise.resolve();
    await pause(random.below(40));
    (visitors[random.below(visitors.length)] as Visitor).cut();
    await asked;
  }
};

/**
 * What each has on the screen, where a message that comes again takes its own place: no number missing, no question answered twice.
 * Each asks for a thing once, and its price is said in the answer only.
 */
const faultsOf = (visitors: readonly Visitor[]) => {
  let [gaps, again, unanswered, doubled] = [0, 0, 0, 0];
  for (const { messages, asked } of visitors) {
    const seqs = messages.map(({ seq }) => seq);
    const distinct = new Set(seqs);
    again += seqs.length - distinct.size;
    gaps += Math.max(0, ...seqs) - Math.min(...seqs, Number.POSITIVE_INFINITY) + 1 - distinct.size;
    const told = Array.from({ length: asked }, (_, index) => itemAt(index).priceText);
    const shown = [...new Map(messages.map((message) => [message.seq, message])).values()];
    const answers = told.map((price) => shown.filter(({ text }) => text.includes(price)).length);
    unanswered += answers.filter((times) => times === 0).length;
    doubled += answers.filter((times) => times > 1).length;
  }
  return { gaps, again, unanswered, doubled };
};

/** F17: streams are cut at random moments and come back at whichever process is next: no gap, nothing twice. */
export const streamsCut = ({ visitors: count, cuts }: Plan): Fault => ({
  name: 'F17 streams cut',
  run: async (random, topology) => {
    const rig = await Rig.start({ topology, environment: { WAKIL_TRUST_PROXY: 'true' } });
    const { admin } = await rig.open('Amber House');
    const { slug } = await admin.get<{ slug: string }>('/api/v1/settings');
    const visitors: Visitor[] = [];
    for (let index = 0; index < count; index += 1) visitors.push(await enter(rig, slug, index));
    const lives = visitors.map((visitor) => visitor.live());
    await cutAll(visitors, cuts, random);
    for (const until = Date.now() + settlesWithinMs; Date.now() < until; await pause(250))
      if (faultsOf(visitors).unanswered === 0) break;
    await pause(1_000);
    const { gaps, again, unanswered, doubled } = faultsOf(visitors);
    for (const visitor of visitors) visitor.leave();
    await Promise.all(lives);
    await rig.close();
    return {
      ...held,
      acked: visitors.reduce((sum, { asked }) => sum + asked, 0),
      lost: gaps + unanswered,
      doubled,
      problems: [
        ...(gaps === 0 ? [] : [`${gaps} numbers never seen`]),
        ...(unanswered === 0 ? [] : [`${unanswered} answers never seen`]),
        ...(doubled === 0 ? [] : [`${doubled} questions answered twice`]),
      ],
      facts: { visitors: count, cuts, cameAgain: again, load: loadOf() },
    };
  },
});
