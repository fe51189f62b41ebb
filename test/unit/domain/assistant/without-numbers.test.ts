import { describe, expect, it } from 'vitest';
import { textOf } from '#domain/assistant/outbound';
import { render } from '#domain/assistant/render';
import { withoutNumbers } from '#domain/assistant/without-numbers';
import { languages } from '#domain/shared/language';
import { aMenu, menuId, menusWith } from './menus.js';
import { faq, noorSouq, svc } from './noor-souq.js';

const shop = noorSouq();
const human = { choose: 'human' } as const;

describe('a text with numbered choices', () => {
  it.each(languages)('is what it would be without them, for whoever is shown buttons (%s)', (language) => {
    const statements = [{ say: 'price', services: [svc('P03'), svc('P04')] }] as const;
    const choices = [
      { choose: 'price', service: svc('P05') },
      { choose: 'order', service: svc('P03') },
      human,
    ] as const;
    const [bare] = render({ language, statements, choices: [] }, shop);
    const [numbered] = render({ language, statements, choices }, shop);
    expect(textOf(numbered!)).toContain('\n0. ');
    expect(withoutNumbers(textOf(numbered!), numbered!.choices)).toBe(textOf(bare!));
  });

  it.each(languages)('loses the links and forms of a menu, too, for they are buttons as well (%s)', (language) => {
    const menu = aMenu(faq('F01'));
    const node = menu.nodes.find(({ id }) => id === 'more')!;
    const choices = [...node.options.map(({ id }) => ({ choose: 'flow', flow: menuId, option: id }) as const), human];
    const statements = [{ say: 'menu', flow: menuId, node: node.id }] as const;
    const [numbered] = render({ language, statements, choices }, shop, menusWith(menu, { showsForms: true }));
    const [bare] = render({ language, statements, choices: [] }, shop, menusWith(menu, { showsForms: true }));
    expect(numbered!.choices.some(({ url }) => url !== undefined)).toBe(true);
    expect(withoutNumbers(textOf(numbered!), numbered!.choices)).toBe(textOf(bare!));
  });

  const choices = [
    { id: 'a', label: 'Prices' },
    { id: 'human', label: 'Talk to a person' },
  ];
  it.each([
    ['ends in another list', 'Steps:\n\n1. Wash\n2. Dry'],
    ['ends in part of it', 'Hello\n\n1. Prices'],
    ['goes on after it', 'Hello\n\n1. Prices\n0. Talk to a person\nThank you'],
    ['has it as part of a paragraph', 'Hello\n1. Prices\n0. Talk to a person'],
    ['is shorter than it', '1. Prices'],
  ])('is left alone when it %s', (_what, text) => {
    expect(withoutNumbers(text, choices)).toBe(text);
  });

  it('is nothing when it was nothing else', () => {
    expect(withoutNumbers('1. Prices\n0. Talk to a person', choices)).toBe('');
  });

  it('is itself when nothing is on offer', () => {
    expect(withoutNumbers('Hello\n\n1. Prices', [])).toBe('Hello\n\n1. Prices');
  });
});
