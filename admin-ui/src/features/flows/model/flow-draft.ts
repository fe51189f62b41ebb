import type { LocalizedText } from '../../../shared/api/types.js';
import type { Flow, FlowAction, FlowBody, FlowNode, FlowOption } from '../data.js';

export type FlowDraft = FlowBody;

export const draftOf = ({ name, status, nodes }: Flow): FlowDraft => ({ name, status, nodes });

const idsOf = (nodes: readonly FlowNode[]): ReadonlySet<string> =>
  new Set(nodes.flatMap(({ id, options }) => [id, ...options.map((option) => option.id)]));

/** A name no step and no button has. Never taken again while the menu is open: buttons in old chats keep their meaning. */
export const freeId = (prefix: 'step' | 'button', nodes: readonly FlowNode[]): string => {
  const taken = idsOf(nodes);
  const highest = Math.max(
    0,
    ...[...taken].map((id) => (id.startsWith(`${prefix}-`) ? Number(id.slice(prefix.length + 1)) || 0 : 0)),
  );
  return `${prefix}-${highest + 1}`;
};

export const newNode = (nodes: readonly FlowNode[], text: LocalizedText = {}): FlowNode => ({
  id: freeId('step', nodes),
  text,
  options: [],
});

export const withNode = (nodes: readonly FlowNode[], node: FlowNode): readonly FlowNode[] =>
  nodes.map((each) => (each.id === node.id ? node : each));

export const withOption = (node: FlowNode, option: FlowOption): FlowNode => ({
  ...node,
  options: node.options.map((each) => (each.id === option.id ? option : each)),
});

/** Of a kind that was just chosen, with nothing in it yet. */
export const emptyAction = (kind: FlowAction['do']): FlowAction => {
  switch (kind) {
    case 'answer':
      return { do: 'answer', text: {} };
    case 'menu':
      return { do: 'menu', node: '' };
    case 'faq':
      return { do: 'faq', faq: '' as Extract<FlowAction, { do: 'faq' }>['faq'] };
    case 'form':
      return { do: 'form', form: '' as Extract<FlowAction, { do: 'form' }>['form'] };
    case 'hand_over':
      return { do: 'hand_over' };
    case 'whatsapp':
      return { do: 'whatsapp', phone: '', text: {} };
    case 'link':
      return { do: 'link', url: 'https://' };
  }
};
