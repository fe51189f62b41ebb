import { setTimeout as sleep } from 'node:timers/promises';
import type { UseCases } from '#adapters/http/use-cases';
import type { Client } from '#application/identity/client';
import type { Principal } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import type { Visitor } from '#application/widget/visitor';
import type { ConversationId } from '#domain/shared/ids';
import { type DemoBusiness, type DemoTalk, demoAdmin, demoBusinesses } from '#infrastructure/demo/demo-plan';
import { seedNumbers } from '#infrastructure/demo/seed-numbers';

export type DemoNeeds = {
  readonly store: Store;
  readonly useCases: UseCases;
  readonly setupToken: string;
  readonly password: string;
  /** WhatsApp is: then a number may be linked, and one is played. */
  readonly isEmulated: boolean;
};

const client: Client = { ip: '127.0.0.1', userAgent: 'demo' };
const longestAnswerMs = 15_000;
const lookEveryMs = 100;

/** The platform, its two businesses and what happened there: through the same use cases as everything else. */
export class SeedDemo {
  readonly #needs: DemoNeeds;
  constructor(needs: DemoNeeds) {
    this.#needs = needs;
  }

  /** Does what is not done yet: a second start, or one after a crash, adds nothing twice. */
  async execute(): Promise<void> {
    await this.#setUp();
    for (const business of demoBusinesses) await this.#seed(business);
  }

  async #setUp(): Promise<void> {
    const { store, useCases, setupToken, password } = this.#needs;
    if ((await store.platform.countSuperAdmins()) > 0) return;
    await useCases.setUpPlatform.execute({ token: setupToken, ...demoAdmin, password, client });
  }

  async #seed(business: DemoBusiness): Promise<void> {
    const { store } = this.#needs;
    const by = await this.#owner(business);
    const { tenantId } = by;
    if (tenantId === null) return;
    const scoped = store.tenant(tenantId);
    if ((await scoped.catalogue.snapshot()).services.size === 0) await this.#furnish(by, business);
    const { items } = await scoped.conversations.page({}, { after: null, limit: 1 }, null);
    if (items.length === 0) await Promise.all(business.talks.map((talk) => this.#talk(by, business, talk)));
    if (this.#needs.isEmulated && business.hasNumbers) await seedNumbers(this.#needs.useCases, by);
  }

  /** Signed in; signed up before, if nobody has the address yet. */
  async #owner({ email, owner, name, currency, timeZone, language }: DemoBusiness): Promise<Principal> {
    const { store, useCases, password } = this.#needs;
    const isKnown = (await store.platform.findUserByEmail(email)) !== null;
    const { accessToken } = isKnown
      ? await useCases.signIn.execute({ email, password, client })
      : await useCases.signUp.execute({
          email,
          password,
          name: owner,
          businessName: name,
          currency,
          timeZone,
          language,
          client,
        });
    const by = await useCases.authenticateToken.execute({ token: accessToken });
    if (by === null) throw new Error(`${email} could not sign in: remove the demo's data folder and start again`);
    return by;
  }

  async #furnish(by: Principal, business: DemoBusiness): Promise<void> {
    const { useCases } = this.#needs;
    const { slug, description, phone, colour, language, sample } = business;
    const { version, slug: given } = await useCases.readSettings.execute({ by });
    await useCases.updateSettings.execute({
      by,
      version,
      ...(given !== slug && { slug }),
      profile: { description, phone, brandColour: colour },
      assistant: { defaultLanguage: language },
    });
    await useCases.addSampleCatalogue.execute({ by, kind: sample });
    const {
      slug: _slug,
      snippet: _snippet,
      cspLine: _line,
      ...widget
    } = await useCases.readWidgetSettings.execute({ by });
    await useCases.saveWidgetSettings.execute({
      ...widget,
      by,
      primaryColour: colour,
      language: language === 'ar' ? 'ar' : 'auto',
    });
  }

  async #talk(by: Principal, { slug }: DemoBusiness, talk: DemoTalk): Promise<void> {
    const { useCases } = this.#needs;
    const { visitor } = await useCases.createVisit.execute({
      company: slug,
      token: null,
      language: talk.language,
      acceptLanguage: '',
      referrer: null,
      consent: false,
      client,
      origin: null,
      foreignOrigin: null,
    });
    for (const text of talk.says) {
      const message = { by: visitor, messageKey: null, text, choice: null, fileId: null };
      const { message: sent } = await useCases.sendVisitorMessage.execute(message);
      await this.#answered(visitor, sent.seq);
      if (text === talk.says.at(-1)) await this.#respond(by, talk, sent.conversationId);
    }
  }

  /** Until the assistant has said what it has to say. */
  async #answered(by: Visitor, seq: number): Promise<void> {
    for (let waited = 0; waited < longestAnswerMs; waited += lookEveryMs) {
      const { messages, state } = await this.#needs.useCases.pageVisitorMessages.execute({ by, after: seq });
      if (messages.length > 0 && state.typing === null) return;
      await sleep(lookEveryMs);
    }
  }

  async #respond(by: Principal, talk: DemoTalk, conversationId: ConversationId): Promise<void> {
    const { useCases } = this.#needs;
    if (talk.ending === 'answer')
      await useCases.sendHumanMessage.execute({ by, conversationId, messageKey: null, text: talk.answer ?? '' });
    if (talk.ending !== 'approve') return;
    const { items } = await useCases.pageOrders.execute({ by, filter: {}, page: { after: null, limit: 20 } });
    const order = items.find(({ state }) => state.conversationId === conversationId);
    if (order !== undefined) await useCases.approveOrder.execute({ by, orderId: order.state.id, version: null });
  }
}
