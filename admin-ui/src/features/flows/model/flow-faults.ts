import type { LocalizedText } from '../../../shared/api/types.js';
import type { FlowAction, FlowNode } from '../data.js';

/** What is wrong at a path such as `nodes.1.options.0.action.node`; the words are the screen's. */
export type FaultKind = 'text' | 'options' | 'node' | 'faq' | 'form' | 'phone' | 'url' | 'lonely' | 'nodes';
export type Faults = ReadonlyMap<string, FaultKind>;

type Known = {
  readonly nodes: ReadonlySet<string>;
  readonly faqs: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
};

const isEmpty = ({ en = '', ar = '' }: LocalizedText): boolean => en.trim() === '' && ar.trim() === '';

/** As the server reads it: people write the number as they know it. */
const plainPhone = (phone: string): string => phone.replace(/^\s*(?:\+|00)|[\s()-]/g, '');

type Checks = { readonly [K in FlowAction['do']]: (action: Extract<FlowAction, { do: K }>, known: Known) => boolean };

const holds: Checks = {
  answer: ({ text }) => !isEmpty(text),
  menu: ({ node }, { nodes }) => nodes.has(node),
  faq: ({ faq }, { faqs }) => faqs.has(faq),
  form: ({ form }, { forms }) => forms.has(form),
  whatsapp: ({ phone }) => /^[1-9]\d{7,14}$/.test(plainPhone(phone)),
  link: ({ url }) => /^https:\/\/[^\s"'<>]{3,490}$/.test(url.trim()),
  hand_over: () => true,
};

/** The part of each action that can be wrong, as the server names it. */
const partOf = {
  answer: 'text',
  menu: 'node',
  faq: 'faq',
  form: 'form',
  whatsapp: 'phone',
  link: 'url',
  hand_over: 'text',
} as const satisfies Record<FlowAction['do'], FaultKind>;

const actionFault = (action: FlowAction, known: Known): FaultKind | null => {
  const check = holds[action.do] as (each: FlowAction, known: Known) => boolean;
  return check(action, known) ? null : partOf[action.do];
};

const reachable = (nodes: readonly FlowNode[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const open = nodes.slice(0, 1).map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const node = nodes.find((each) => each.id === id);
    for (const { action } of node?.options ?? []) if (action.do === 'menu') open.push(action.node);
  }
  return seen;
};

const nodeFaults = (node: FlowNode, path: string, known: Known): [string, FaultKind][] => [
  ...(isEmpty(node.text) ? [[`${path}.text`, 'text'] as [string, FaultKind]] : []),
  ...(node.options.length === 0 ? [[`${path}.options`, 'options'] as [string, FaultKind]] : []),
  ...node.options.flatMap(({ label, action }, at): [string, FaultKind][] => {
    const fault = actionFault(action, known);
    return [
      ...(isEmpty(label) ? [[`${path}.options.${at}.label`, 'text'] as [string, FaultKind]] : []),
      ...(fault === null ? [] : [[`${path}.options.${at}.action.${fault}`, fault] as [string, FaultKind]]),
    ];
  }),
];

/** What keeps the menu from going live, as the server would say it: the same rules, the same paths. */
export const faultsOf = (nodes: readonly FlowNode[], targets: Omit<Known, 'nodes'>): Faults => {
  const known = { ...targets, nodes: new Set(nodes.map(({ id }) => id)) };
  const seen = reachable(nodes);
  return new Map([
    ...(nodes.length === 0 ? [['nodes', 'nodes'] as [string, FaultKind]] : []),
    ...nodes.flatMap((node, at) => nodeFaults(node, `nodes.${at}`, known)),
    ...nodes.flatMap(({ id }, at): [string, FaultKind][] => (seen.has(id) ? [] : [[`nodes.${at}`, 'lonely']])),
  ]);
};
