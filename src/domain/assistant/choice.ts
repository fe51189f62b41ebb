import { canAsk, type FlowSnapshot, noMenus, optionOf } from '#domain/assistant/flow-snapshot';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { quotableIn } from '#domain/knowledge/knowledge-snapshot';
import type { FormField } from '#domain/leads/form';
import { FaqId, FlowId, FormId, SentenceId, ServiceId } from '#domain/shared/ids';

/** Something the customer can tap or type the number of. */
export type Choice =
  | { readonly choose: 'price' | 'describe' | 'order'; readonly service: ServiceId }
  | { readonly choose: 'faq'; readonly faq: FaqId }
  /** What a document says about it. */
  | { readonly choose: 'quote'; readonly sentence: SentenceId }
  /** An option of a menu; option ids are unique in their flow. */
  | { readonly choose: 'flow'; readonly flow: FlowId; readonly option: string }
  /** A form, drawn as a card. */
  | { readonly choose: 'form'; readonly form: FormId }
  /** An option of a field that was asked for, by its place; of a checkbox 0 ticks it and 1 does not. */
  | { readonly choose: 'field'; readonly form: FormId; readonly field: string; readonly option: number }
  /** `code` stands for exactly the summary it was offered under; a tap on an older summary's button confirms nothing. */
  | { readonly choose: 'yes'; readonly code: string }
  | { readonly choose: 'no' | 'withdraw' | 'keep' | 'human' };

export const human: Choice = { choose: 'human' };

export const choiceId = (choice: Choice): string => {
  switch (choice.choose) {
    case 'price':
    case 'describe':
    case 'order':
      return `${choice.choose}:${choice.service}`;
    case 'faq':
      return `faq:${choice.faq}`;
    case 'quote':
      return `quote:${choice.sentence}`;
    case 'flow':
      return `flow:${choice.flow}:${choice.option}`;
    case 'form':
      return `form:${choice.form}`;
    case 'field':
      return `field:${choice.form}:${choice.field}:${choice.option}`;
    case 'yes':
      return `yes:${choice.code}`;
    case 'no':
    case 'withdraw':
    case 'keep':
    case 'human':
      return choice.choose;
  }
};

/** Is this the id of a menu's option, of whichever menu? */
export const isMenuId = (id: string): boolean => id.startsWith('flow:');
const isFormId = (id: string): boolean => id.startsWith('form:') || id.startsWith('field:');
/** Can the id be looked up only with the tenant's menus and forms at hand? */
export const needsMenus = (id: string): boolean => isMenuId(id) || isFormId(id);

const menuChoice = (id: string, menus: FlowSnapshot): Choice | null => {
  const [, flow = '', option = '', ...rest] = id.split(':');
  const found = rest.length === 0 && optionOf(menus, FlowId(flow), option) !== null;
  return found ? { choose: 'flow', flow: FlowId(flow), option } : null;
};

const isOptionOf = (field: FormField, option: number): boolean =>
  field.type === 'checkbox' ? option < 2 : field.type === 'select' && option < field.options.length;

const formChoice = (id: string, menus: FlowSnapshot): Choice | null => {
  const [kind, form = '', key = '', option = '', ...rest] = id.split(':');
  const found = menus.forms.get(FormId(form));
  if (found === undefined || rest.length > 0) return null;
  if (kind === 'form') return key === '' && canAsk(menus, found.id) ? { choose: 'form', form: found.id } : null;
  const field = found.fields.find((each) => each.key === key);
  if (field === undefined || !/^\d{1,2}$/.test(option) || !isOptionOf(field, Number(option))) return null;
  return { choose: 'field', form: found.id, field: key, option: Number(option) };
};

/** The choice behind an id, or `null`. Ids come back through customers' devices: each is checked against the snapshots. */
export const choiceOf = (id: string, catalogue: CatalogueSnapshot, menus: FlowSnapshot = noMenus): Choice | null => {
  if (isMenuId(id)) return menuChoice(id, menus);
  return isFormId(id) ? formChoice(id, menus) : ownChoice(id, catalogue);
};

const quoteChoice = (sentence: SentenceId, { knowledge }: CatalogueSnapshot): Choice | null =>
  quotableIn(knowledge, sentence) === null ? null : { choose: 'quote', sentence };

const ownChoice = (id: string, catalogue: CatalogueSnapshot): Choice | null => {
  const [kind = '', subject = '', ...rest] = id.split(':');
  if (rest.length > 0) return null;
  switch (kind) {
    case 'price':
    case 'describe':
    case 'order':
      return catalogue.services.has(ServiceId(subject)) ? { choose: kind, service: ServiceId(subject) } : null;
    case 'faq':
      return catalogue.faqs.has(FaqId(subject)) ? { choose: kind, faq: FaqId(subject) } : null;
    case 'quote':
      return quoteChoice(SentenceId(subject), catalogue);
    case 'yes':
      return /^[0-9a-f]{16}$/.test(subject) ? { choose: kind, code: subject } : null;
    case 'no':
    case 'withdraw':
    case 'keep':
    case 'human':
      return id === kind ? { choose: kind } : null;
    default:
      return null;
  }
};

/** FNV-1a over UTF-16 units: names a summary in a button's id. Tells two summaries apart; keeps no secret. */
const fnv = (text: string, seed: number): string => {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};
export const codeOf = (quoted: string): string => fnv(quoted, 0x811c9dc5) + fnv(quoted, 0x2f0b4c47);
