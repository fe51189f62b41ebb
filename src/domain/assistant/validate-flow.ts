import type { Flow, FlowAction, FlowNode, FlowOption } from '#domain/assistant/flow';
import { DomainError } from '#domain/shared/domain-error';
import type { FaqId, FormId } from '#domain/shared/ids';
import { allTexts, type LocalizedText } from '#domain/shared/language';
import { isWebAddress } from '#domain/shared/web-address';

export const flowLimits = { nodes: 50, options: 10, label: 40, text: 1_000, answer: 2_000, link: 500 } as const;

/** One thing that is wrong, and where: `nodes.2.options.0.action.node`. */
export type FlowFault = { readonly path: string; readonly message: string };

/** The menu may not go live as it is. */
export class FlowInvalid extends DomainError {
  readonly code = 'flow.invalid';
  readonly kind = 'invalid';
  readonly faults: readonly FlowFault[];
  constructor(faults: readonly FlowFault[]) {
    super(faults[0]?.message ?? 'the menu is not complete', { faults: faults.length });
    this.faults = faults;
  }
}

/** What the tenant has that a menu may point to: active things only. */
export type FlowTargets = { readonly faqs: ReadonlySet<FaqId>; readonly forms: ReadonlySet<FormId> };

type Context = { readonly nodes: ReadonlySet<string>; readonly known: FlowTargets };

const idForm = /^[a-z0-9][a-z0-9_-]{0,39}$/;
/** E.164 without the plus: no leading zero, 8 to 15 digits. */
const phoneForm = /^[1-9]\d{7,14}$/;

const textFaults = (path: string, text: LocalizedText, most: number, what: string): FlowFault[] => {
  const texts = allTexts(text).map((each) => each.trim());
  if (texts.every((each) => each === '')) return [{ path, message: `${what} needs a text in at least one language` }];
  return texts.some((each) => each.length > most)
    ? [{ path, message: `${what} may have at most ${most} characters` }]
    : [];
};

const when = (fault: boolean, path: string, message: string): FlowFault[] => (fault ? [{ path, message }] : []);

const actionFaults = (action: FlowAction, path: string, { nodes, known }: Context): FlowFault[] => {
  switch (action.do) {
    case 'answer':
      return textFaults(`${path}.text`, action.text, flowLimits.answer, 'an answer');
    case 'menu':
      return when(!nodes.has(action.node), `${path}.node`, `there is no menu named ${action.node}`);
    case 'faq':
      return when(!known.faqs.has(action.faq), `${path}.faq`, 'that FAQ does not exist or is switched off');
    case 'form':
      return when(!known.forms.has(action.form), `${path}.form`, 'that form does not exist or is archived');
    case 'whatsapp':
      return [
        ...when(
          !phoneForm.test(action.phone),
          `${path}.phone`,
          'the number is 8 to 15 digits with the country code, without plus, spaces or zeros in front',
        ),
        ...when(
          allTexts(action.text).some((each) => each.length > flowLimits.link),
          `${path}.text`,
          'too long',
        ),
      ];
    case 'link':
      return when(!isWebAddress(action.url), `${path}.url`, 'a link is an https address of at most 500 characters');
    case 'hand_over':
      return [];
  }
};

const optionFaults = (option: FlowOption, path: string, context: Context): FlowFault[] => [
  ...when(!idForm.test(option.id), `${path}.id`, 'an id has 1 to 40 lower-case letters, digits, dashes or underscores'),
  ...textFaults(`${path}.label`, option.label, flowLimits.label, 'a label'),
  ...actionFaults(option.action, `${path}.action`, context),
];

const nodeFaults = (node: FlowNode, path: string, context: Context): FlowFault[] => [
  ...when(!idForm.test(node.id), `${path}.id`, 'an id has 1 to 40 lower-case letters, digits, dashes or underscores'),
  ...textFaults(`${path}.text`, node.text, flowLimits.text, 'what is said above the options'),
  ...when(node.options.length === 0, `${path}.options`, 'a menu needs at least one option'),
  ...when(
    node.options.length > flowLimits.options,
    `${path}.options`,
    `a menu has at most ${flowLimits.options} options`,
  ),
  ...node.options.flatMap((option, index) => optionFaults(option, `${path}.options.${index}`, context)),
];

const repeated = (named: readonly { readonly id: string; readonly path: string }[], what: string): FlowFault[] => {
  const seen = new Set<string>();
  return named.flatMap(({ id, path }) => {
    const again = seen.has(id);
    seen.add(id);
    return again ? [{ path, message: `two ${what} are named ${id}` }] : [];
  });
};

const reachable = (nodes: readonly FlowNode[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const open = nodes.slice(0, 1);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node.id)) continue;
    seen.add(node.id);
    const next = new Set(node.options.flatMap(({ action }) => (action.do === 'menu' ? [action.node] : [])));
    open.push(...nodes.filter(({ id }) => next.has(id)));
  }
  return seen;
};

const lonely = (nodes: readonly FlowNode[]): FlowFault[] => {
  const seen = reachable(nodes);
  return nodes.flatMap(({ id }, index) =>
    when(!seen.has(id), `nodes.${index}`, `no option leads to the menu ${id}; link to it or remove it`),
  );
};

/** Everything that keeps a menu from going live, in the order of the menu; empty when nothing does. */
export const validateFlow = ({ nodes }: Pick<Flow, 'nodes'>, known: FlowTargets): readonly FlowFault[] => {
  const context: Context = { nodes: new Set(nodes.map(({ id }) => id)), known };
  const named = nodes.map(({ id }, index) => ({ id, path: `nodes.${index}.id` }));
  const options = nodes.flatMap((node, at) =>
    node.options.map(({ id }, index) => ({ id, path: `nodes.${at}.options.${index}.id` })),
  );
  return [
    ...when(nodes.length === 0, 'nodes', 'a menu tree needs at least one menu'),
    ...when(nodes.length > flowLimits.nodes, 'nodes', `a menu tree has at most ${flowLimits.nodes} menus`),
    ...repeated(named, 'menus'),
    ...repeated(options, 'options'),
    ...nodes.flatMap((node, index) => nodeFaults(node, `nodes.${index}`, context)),
    ...lonely(nodes),
  ];
};
