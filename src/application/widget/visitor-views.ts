import type { FileLinks } from '#application/files/file-links';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { choiceOf } from '#domain/assistant/choice';
import { withoutNumbers } from '#domain/assistant/without-numbers';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Service } from '#domain/catalogue/service';
import type { WidgetSession } from '#domain/channel/widget-session';
import type { Message, OfferedChoice } from '#domain/conversation/message';
import { readableText } from '#domain/conversation/message-content';
import type { StoredFile } from '#domain/conversation/stored-file';
import { formatMoney } from '#domain/shared/format-money';
import { type Language, textIn } from '#domain/shared/language';

/** A service under a message, all of it from the catalogue. */
export type ServiceCard = {
  readonly title: string;
  readonly price: string;
  readonly image: string | null;
  readonly choice: OfferedChoice;
};

/** A message as its visitor sees it. */
export type VisitorMessage = {
  readonly message: Message;
  /** Without the numbers that stand for buttons elsewhere: here are buttons. */
  readonly text: string;
  readonly file: { readonly stored: StoredFile; readonly path: string } | null;
  readonly choices: readonly OfferedChoice[];
  readonly cards: readonly ServiceCard[];
  /** The key the visitor sent it with. */
  readonly clientKey: string | null;
};

type Dependencies = { readonly store: Store; readonly links: FileLinks };

/** What a channel's external id of a visitor's message is: once per session and key. */
export const externalIdOf = ({ state }: WidgetSession, key: string): string => `${state.id}\n${key}`;

const clientKeyOf = ({ direction, externalId }: Message): string | null => {
  const at = direction === 'in' ? (externalId?.indexOf('\n') ?? -1) : -1;
  return at < 0 || externalId === null ? null : externalId.slice(at + 1);
};

const namesService = ({ id }: OfferedChoice): boolean => /^(?:price|describe|order):/.test(id);

const serviceOf = (choice: OfferedChoice, catalogue: CatalogueSnapshot): Service | null => {
  const chosen = namesService(choice) ? choiceOf(choice.id, catalogue) : null;
  return chosen !== null && 'service' in chosen ? (catalogue.services.get(chosen.service) ?? null) : null;
};

/** In the language of the message it stands under, which follows the visitor and not their browser. */
const cardOf = (choice: OfferedChoice, service: Service): ServiceCard => {
  const language: Language = /\p{Script=Arabic}/u.test(choice.label) ? 'ar' : 'en';
  return {
    title: textIn(service.name, language),
    price: formatMoney(service.price, language),
    image: service.images[0] ?? null,
    choice,
  };
};

/** A service's first choice becomes its card; whatever else is on offer stays a button. */
const withCards = (
  offered: readonly OfferedChoice[],
  catalogue: CatalogueSnapshot,
): Pick<VisitorMessage, 'choices' | 'cards'> => {
  const cards = new Map<string, ServiceCard>();
  const choices: OfferedChoice[] = [];
  for (const choice of offered) {
    const service = serviceOf(choice, catalogue);
    if (service === null || cards.has(service.id)) choices.push(choice);
    else cards.set(service.id, cardOf(choice, service));
  }
  return { choices, cards: [...cards.values()] };
};

/** Turns messages into what their visitor sees of them. */
export class VisitorViews {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async of({ state }: WidgetSession, messages: readonly Message[]): Promise<readonly VisitorMessage[]> {
    const store = this.#deps.store.tenant(state.tenantId);
    const shown = messages.some(({ choices }) => choices.some(namesService)) ? await store.catalogue.snapshot() : null;
    return Promise.all(
      messages.map(async (message) => ({
        message,
        text: withoutNumbers(readableText(message.content), message.choices),
        file: await this.#file(store, message),
        ...(shown === null ? { choices: message.choices, cards: [] } : withCards(message.choices, shown)),
        clientKey: clientKeyOf(message),
      })),
    );
  }

  async #file({ tenantId, files }: TenantStore, { content }: Message): Promise<VisitorMessage['file']> {
    const id = content.type === 'media' ? content.file.fileId : undefined;
    const stored = id === undefined ? null : await files.find(id);
    return stored && { stored, path: this.#deps.links.to(tenantId, stored.id) };
  }
}
