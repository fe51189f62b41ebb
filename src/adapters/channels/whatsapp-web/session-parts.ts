import type { Client } from 'whatsapp-web.js';
import type { OpenSession } from '#adapters/channels/whatsapp/engine';
import { Figures } from '#adapters/channels/whatsapp/figures';
import type { InOrder } from '#adapters/channels/whatsapp/in-order';
import { Acks } from '#adapters/channels/whatsapp-web/acks';
import { Hearing } from '#adapters/channels/whatsapp-web/hearing';
import { MediaFetches } from '#adapters/channels/whatsapp-web/media-fetches';
import { PageQuestions } from '#adapters/channels/whatsapp-web/page';
import { People } from '#adapters/channels/whatsapp-web/people';
import { Sender } from '#adapters/channels/whatsapp-web/sender';
import { SentMessages } from '#adapters/channels/whatsapp-web/sent-messages';
import { Teller } from '#adapters/channels/whatsapp-web/teller';
import type { CustomerIdentity } from '#domain/conversation/customer';

export type SessionPartsOptions = {
  readonly order: OpenSession;
  readonly client: Client;
  readonly inOrder: InOrder;
  readonly own: () => readonly CustomerIdentity[];
};

export type SessionParts = {
  readonly page: PageQuestions;
  readonly people: People;
  readonly acks: Acks;
  readonly figures: Figures;
  readonly media: MediaFetches;
  readonly teller: Teller;
  readonly hearing: Hearing;
  readonly sender: Sender;
};

/** Everything one browser's session consists of; it goes with the session. */
export const sessionParts = ({ order, client, inOrder, own }: SessionPartsOptions): SessionParts => {
  const { events, surroundings } = order;
  const page = new PageQuestions(client);
  const people = new People(page);
  const acks = new Acks();
  const sent = new SentMessages();
  const figures = new Figures((told) => events.figures(told));
  const media = new MediaFetches(surroundings.largestMedia);
  const teller = new Teller({ events, inOrder, media, people, figures, own });
  const hearing = new Hearing({
    client,
    teller,
    sent,
    acks,
    receipts: (receipts) => void inOrder.run(() => events.receipts(receipts)),
  });
  const sender = new Sender({
    client,
    acks,
    people,
    sent,
    serializedOf: (externalId) => teller.serializedOf(externalId),
    onAck: () => figures.ack(),
    log: order.log,
  });
  return { page, people, acks, figures, media, teller, hearing, sender };
};
