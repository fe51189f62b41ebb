import type { Client } from 'whatsapp-web.js';
import { type RawMessage, recordOf, stringOf, widOf } from '#adapters/channels/whatsapp-web/raw-message';
import { identityOf } from '#adapters/channels/whatsapp-web/wids';
import type { CustomerIdentity } from '#domain/conversation/customer';

export type Account = { readonly number: string; readonly lid: string | null; readonly name: string | null };

/** Of one chat, the newest so many; a chat that waited longer is read on a phone. */
const mostUnreadOfChat = 50;
const mostUnreadChats = 200;

const accountScript = `(() => {
  const { getMaybeMePnUser, getMaybeMeLidUser } = window.require('WAWebUserPrefsMeUser');
  const { pushname } = window.require('WAWebConnModel').Conn.serialize();
  return { pn: getMaybeMePnUser()?._serialized, lid: getMaybeMeLidUser()?._serialized, name: pushname };
})()`;

const stateScript = `window.require('WAWebSocketModel').Socket.state`;

/** As the library reads one chat, without its list of all chats: that one asks the server about every group. */
const unreadScript = `(async () => {
  const { Chat } = window.require('WAWebCollections');
  const isPerson = ({ id, unreadCount }) => unreadCount > 0 && /@(c\\.us|lid)$/.test(id._serialized);
  const isTheirs = ({ id, isNotification }) => !id.fromMe && !isNotification;
  const found = [];
  for (const chat of Chat.getModelsArray().filter(isPerson).slice(0, ${mostUnreadChats})) {
    const wanted = Math.min(chat.unreadCount, ${mostUnreadOfChat});
    let messages = chat.msgs.getModelsArray().filter(isTheirs);
    while (messages.length < wanted) {
      const earlier = await window.require('WAWebChatLoadMessages').loadEarlierMsgs({ chat });
      if (!earlier?.length) break;
      messages = [...earlier.filter(isTheirs), ...messages];
    }
    messages.sort((a, b) => a.t - b.t);
    found.push(...messages.slice(-wanted).map((message) => window.WWebJS.getMessageModel(message)));
  }
  return found.sort((a, b) => a.t - b.t);
})()`;

/** What we ask the page ourselves, where the library has no way or a costly one. Scripts are texts, and only addresses go into them. */
export class PageQuestions {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** `''`: it could not be asked. */
  async state(): Promise<string> {
    return stringOf(await this.#ask(stateScript).catch(() => ''));
  }

  async account(): Promise<Account> {
    const raw = recordOf(await this.#ask(accountScript));
    const user = (wid: unknown): string => identityOf(widOf(wid))?.value ?? '';
    return { number: user(raw?.['pn']), lid: user(raw?.['lid']) || null, name: stringOf(raw?.['name']) || null };
  }

  async unread(): Promise<readonly RawMessage[]> {
    const found = await this.#ask(unreadScript);
    return Array.isArray(found) ? found.map(recordOf).filter((raw) => raw !== null) : [];
  }

  async showTyping(chatId: string, isTyping: boolean): Promise<void> {
    const state = isTyping ? 'typing' : 'stop';
    await this.#ask(`window.WWebJS.sendChatstate('${state}', ${JSON.stringify(chatId)})`);
  }

  /** The LID of a number, the number of a LID. Asks the server when the page does not know. */
  async alsoKnownAs(chatId: string, scheme: CustomerIdentity['scheme']): Promise<CustomerIdentity | null> {
    const [pair] = await this.#client.getContactLidAndPhone([chatId]);
    return identityOf((scheme === 'wa_phone' ? pair?.lid : pair?.pn) ?? null);
  }

  async #ask(script: string): Promise<unknown> {
    return this.#client.pupPage?.evaluate(script);
  }
}
