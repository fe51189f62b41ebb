import { describe, expect, it } from 'vitest';
import { validateFlow } from '#domain/assistant/validate-flow';
import { freeId, newNode } from '../../../admin-ui/src/features/flows/model/flow-draft.js';
import { faultsOf } from '../../../admin-ui/src/features/flows/model/flow-faults.js';
import { bodyOf, faultsOf as formFaultsOf, newField } from '../../../admin-ui/src/features/forms/model/form-draft.js';
import { moved } from '../../../admin-ui/src/shared/lib/moved.js';

type Node = Parameters<typeof faultsOf>[0][number];
type Action = Node['options'][number]['action'];

const nothing = { faqs: new Set<never>(), forms: new Set<never>() };
const node = (id: string, actions: readonly Action[], text = 'Hello'): Node => ({
  id,
  text: { en: text },
  options: actions.map((action, at) => ({ id: `${id}-b${at}`, label: { en: 'Press' }, action })),
});

describe("a menu's faults", () => {
  const trees: Readonly<Record<string, readonly Node[]>> = {
    'nothing wrong': [node('a', [{ do: 'menu', node: 'b' }]), node('b', [{ do: 'hand_over' }])],
    'no steps': [],
    'a step without words or buttons': [node('a', [], ' ')],
    'a step nobody leads to': [node('a', [{ do: 'hand_over' }]), node('b', [{ do: 'hand_over' }])],
    'targets that are gone': [
      node('a', [
        { do: 'menu', node: 'z' },
        { do: 'faq', faq: 'faq_1' as never },
        { do: 'form', form: 'frm_1' as never },
      ]),
    ],
    'what is typed wrong': [
      node('a', [
        { do: 'answer', text: {} },
        { do: 'whatsapp', phone: '050', text: {} },
        { do: 'link', url: 'http://example.com' },
      ]),
    ],
  };

  // The screen says them before the server does: the same places, or a person searches for what is not marked.
  it.each(Object.entries(trees))('are where the server finds them: %s', (_name, nodes) => {
    const server = validateFlow({ nodes }, nothing).map(({ path }) => path);
    expect([...faultsOf(nodes, nothing).keys()].toSorted()).toEqual([...server].toSorted());
  });

  it('are not in a number as people write it', () => {
    const nodes = [node('a', [{ do: 'whatsapp', phone: '+971 50 (000) 0000', text: {} }])];
    expect(faultsOf(nodes, nothing).size).toBe(0);
  });
});

describe('names of steps and buttons', () => {
  it('are never given twice', () => {
    const first = newNode([]);
    const second = newNode([first]);
    expect([first.id, second.id]).toEqual(['step-1', 'step-2']);
    expect(freeId('step', [second])).toBe('step-3');
  });
});

describe('a form', () => {
  const words = { name: 'Name', email: '', phone: '', text: '', message: '', select: 'Size', checkbox: '', date: '' };
  const labels = { en: words, ar: words };
  const draft: Parameters<typeof bodyOf>[0] = {
    name: 'Contact',
    title: { en: 'Call me' },
    fields: [newField('name', [], labels)],
    submitLabel: {},
    thanks: {},
    externalUrl: null,
    notify: [],
    asksInChat: false,
    status: 'active',
  };

  it('gives each field a key of its own', () => {
    const first = newField('name', [], labels);
    expect(newField('name', [first], labels).key).toBe('name_2');
  });

  it('needs a name, a heading and a field, or an address elsewhere', () => {
    expect([...formFaultsOf({ ...draft, name: '', title: {}, fields: [] })]).toEqual(['name', 'title', 'fields']);
    expect([...formFaultsOf({ ...draft, fields: [], externalUrl: 'http://x' })]).toEqual(['externalUrl']);
    expect(formFaultsOf(draft).size).toBe(0);
  });

  it('sends no option that was left empty, and wants two', () => {
    const select = { ...newField('select', [], labels), options: [{ en: 'S' }, {}] };
    expect([...formFaultsOf({ ...draft, fields: [select] })]).toEqual(['fields.0.options']);
    expect(bodyOf({ ...draft, fields: [select] }).fields[0]?.options).toEqual([{ en: 'S' }]);
  });
});

it('moves one thing and keeps the others in order', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
});
