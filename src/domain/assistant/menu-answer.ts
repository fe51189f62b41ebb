import { type Choice, human } from '#domain/assistant/choice';
import type { DecisionInput, SystemAct } from '#domain/assistant/decision';
import type { FlowNode } from '#domain/assistant/flow';
import { firstNodeOf, formOf, nodeOf, optionOf } from '#domain/assistant/flow-snapshot';
import type { Statement } from '#domain/assistant/statement';
import type { FlowId } from '#domain/shared/ids';

export type MenuAnswer = { readonly statements: readonly Statement[]; readonly choices: readonly Choice[] };

const nothing: MenuAnswer = { statements: [], choices: [] };

/** The node's options, and a person where the admin offers none. */
const choicesOf = (flow: FlowId, { options }: FlowNode): readonly Choice[] => {
  const own = options.map(({ id }): Choice => ({ choose: 'flow', flow, option: id }));
  return options.some(({ action }) => action.do === 'hand_over') ? own : [...own, human];
};

const shown = (flow: FlowId, node: FlowNode | null): MenuAnswer =>
  node === null ? nothing : { statements: [{ say: 'menu', flow, node: node.id }], choices: choicesOf(flow, node) };

export type MenuAct = Extract<SystemAct, { act: 'menu_option' | 'open_menu' }>;

/** What a menu answers: the admin's words, and the options of the menu the customer is in. */
export const menuAnswer = (act: MenuAct, { menus }: DecisionInput): MenuAnswer => {
  if (act.act === 'open_menu') return shown(act.flow, firstNodeOf(menus, act.flow));
  const { flow, option } = act;
  const found = optionOf(menus, flow, option);
  if (found === null) return nothing;
  const { action } = found.option;
  const say = (part: 'answer' | 'url' | 'form'): Statement => ({ say: 'menu_option', flow, option, part });
  const withChoices = (...statements: readonly Statement[]): MenuAnswer => ({
    statements,
    choices: choicesOf(flow, found.node),
  });
  switch (action.do) {
    case 'answer':
      return withChoices(say('answer'));
    case 'menu':
      return shown(flow, nodeOf(menus, flow, action.node));
    case 'faq':
      return withChoices({ say: 'faq', faq: action.faq });
    case 'whatsapp':
    case 'link':
      return withChoices(say('url'));
    case 'form':
      return formOf(action, menus) === null
        ? withChoices(say('url'))
        : { statements: [say('form')], choices: [{ choose: 'flow', flow, option }, human] };
    case 'hand_over':
      return nothing;
  }
};
