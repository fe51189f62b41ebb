import type { Flow, FlowAction, FlowNode, FlowOption } from '#domain/assistant/flow';
import { formText } from '#domain/assistant/forms/form-text';
import { type Form, isAskable } from '#domain/leads/form';
import { FlowId, FormId } from '#domain/shared/ids';
import { type Language, type LocalizedText, textIn } from '#domain/shared/language';
import { isWebAddress } from '#domain/shared/web-address';

/** The menus a turn may use: one tenant's published ones, as they are now. */
export type FlowSnapshot = {
  readonly flows: ReadonlyMap<FlowId, Flow>;
  /** The one the word "menu" brings up; it is among `flows`. */
  readonly active: FlowId | null;
  /** Active forms. */
  readonly forms: ReadonlyMap<FormId, Form>;
  /** The channel can open a form. Where it cannot, a person asks instead. */
  readonly showsForms: boolean;
};

export const noMenus: FlowSnapshot = { flows: new Map(), active: null, forms: new Map(), showsForms: false };

export const flowSnapshot = (parts: {
  readonly flows: readonly Flow[];
  readonly forms: readonly Form[];
  readonly active: FlowId | null;
  readonly showsForms: boolean;
}): FlowSnapshot => {
  const flows = new Map(parts.flows.filter((flow) => flow.status === 'published').map((flow) => [flow.id, flow]));
  const forms = new Map(parts.forms.filter((form) => form.status === 'active').map((form) => [form.id, form]));
  const active = parts.active !== null && flows.has(parts.active) ? parts.active : null;
  return { flows, forms, active, showsForms: parts.showsForms };
};

export const nodeOf = (menus: FlowSnapshot, flow: FlowId, node: string): FlowNode | null =>
  menus.flows.get(flow)?.nodes.find((each) => each.id === node) ?? null;

export const firstNodeOf = (menus: FlowSnapshot, flow: FlowId): FlowNode | null =>
  menus.flows.get(flow)?.nodes[0] ?? null;

export type FoundOption = { readonly node: FlowNode; readonly option: FlowOption };

export const optionOf = (menus: FlowSnapshot, flow: FlowId, option: string): FoundOption | null => {
  for (const node of menus.flows.get(flow)?.nodes ?? []) {
    const found = node.options.find((each) => each.id === option);
    if (found !== undefined) return { node, option: found };
  }
  return null;
};

/** `https://wa.me/971500000000?text=…` */
const whatsappUrl = ({ phone, text }: Extract<FlowAction, { do: 'whatsapp' }>, language: Language): string => {
  const written = textIn(text, language).trim();
  return `https://wa.me/${phone}${written === '' ? '' : `?text=${encodeURIComponent(written)}`}`;
};

/** Where an option leads away to, or `null`: WhatsApp, a page of the admin's, somebody else's form. */
export const urlOf = (action: FlowAction, menus: FlowSnapshot, language: Language): string | null => {
  if (action.do === 'whatsapp') return whatsappUrl(action, language);
  if (action.do === 'link') return isWebAddress(action.url) ? action.url : null;
  return action.do === 'form' ? (menus.forms.get(action.form)?.externalUrl ?? null) : null;
};

/** The form an option opens right where the customer is, or `null`. */
export const formOf = (action: FlowAction, menus: FlowSnapshot): Form | null => {
  const form = action.do === 'form' ? menus.forms.get(action.form) : undefined;
  return form !== undefined && form.externalUrl === null && menus.showsForms ? form : null;
};

/** Can the assistant begin to ask for what this form collects: as a card where there are cards, else question by question? */
export const canAsk = (menus: FlowSnapshot, id: FormId): boolean => {
  const form = menus.forms.get(id);
  return form !== undefined && (isAskable(form) || (menus.showsForms && form.externalUrl === null));
};

const actionText = (action: FlowAction, field: string, menus: FlowSnapshot, language: Language): string | null => {
  if (field === 'url') return urlOf(action, menus, language);
  if (field === 'answer' && action.do === 'answer') return textIn(action.text, language).trim();
  const form = field === 'form' && action.do === 'form' ? menus.forms.get(action.form) : undefined;
  return form === undefined ? null : textIn(form.title, language).trim();
};

const trimmed = (text: LocalizedText | undefined, language: Language): string | null =>
  text === undefined ? null : textIn(text, language).trim();

/**
 * What stands at a place of a menu: `flw_….node.start`, `flw_….label.hours`, `flw_….answer.hours`, `flw_….url.chat`,
 * `flw_….form.callback`; or of a form, see `formText`. `null`: nothing does.
 */
export const menuText = (field: string, menus: FlowSnapshot, language: Language): string | null => {
  const [flow = '', kind = '', ...rest] = field.split('.');
  const id = rest.join('.');
  const form = menus.forms.get(FormId(flow));
  if (form !== undefined) return formText(form, kind, rest, language);
  if (kind === 'node') return trimmed(nodeOf(menus, FlowId(flow), id)?.text, language);
  const option = optionOf(menus, FlowId(flow), id)?.option;
  if (option === undefined) return null;
  return kind === 'label' ? trimmed(option.label, language) : actionText(option.action, kind, menus, language);
};
