import { describe, expect, it } from 'vitest';
import type { FlowAction, FlowNode, FlowOption } from '#domain/assistant/flow';
import { validateFlow } from '#domain/assistant/validate-flow';
import { FaqId, FormId } from '#domain/shared/ids';
import { aMenu, callbackId } from './menus.js';

const faqId = FaqId('faq_00000000000000000000000000000001');
const surveyId = FormId('frm_00000000000000000000000000000002');
const known = { faqs: new Set([faqId]), forms: new Set([callbackId, surveyId]) };

const option = (id: string, action: FlowAction = { do: 'hand_over' }, label = 'A label'): FlowOption => ({
  id,
  label: { en: label },
  action,
});
const node = (id: string, ...options: FlowOption[]): FlowNode => ({ id, text: { en: 'Text' }, options });
const pathsOf = (...nodes: FlowNode[]): string[] => validateFlow({ nodes }, known).map(({ path }) => path);

describe('a menu may go live', () => {
  it('when all of it holds', () => {
    expect(validateFlow(aMenu(faqId), known)).toEqual([]);
  });

  it('not without a menu, an option, or a text', () => {
    expect(pathsOf()).toEqual(['nodes']);
    expect(pathsOf(node('start'))).toEqual(['nodes.0.options']);
    expect(pathsOf({ ...node('start', option('a')), text: { en: ' ' } })).toEqual(['nodes.0.text']);
    expect(pathsOf(node('start', { ...option('a'), label: {} }))).toEqual(['nodes.0.options.0.label']);
  });

  it('not with two of one name, wherever the options are', () => {
    const toB = option('to-b', { do: 'menu', node: 'b' });
    expect(pathsOf(node('start', toB, option('x')), node('b', option('x')))).toEqual(['nodes.1.options.0.id']);
    expect(pathsOf(node('start', option('x')), node('start', option('y')))).toEqual(['nodes.1.id']);
  });

  it('not when it leads nowhere, or nothing leads to a part of it', () => {
    expect(pathsOf(node('start', option('a', { do: 'menu', node: 'gone' })))).toEqual([
      'nodes.0.options.0.action.node',
    ]);
    const island = [
      node('b', option('c', { do: 'menu', node: 'd' })),
      node('d', option('e', { do: 'menu', node: 'b' })),
    ];
    expect(pathsOf(node('start', option('a')), ...island)).toEqual(['nodes.1', 'nodes.2']);
  });

  it('not when it is too large', () => {
    const many = Array.from({ length: 11 }, (_, index) => option(`o${index}`));
    expect(pathsOf(node('start', ...many))).toEqual(['nodes.0.options']);
    const chain = Array.from({ length: 51 }, (_, index) =>
      node(`n${index}`, option(`o${index}`, index < 50 ? { do: 'menu', node: `n${index + 1}` } : { do: 'hand_over' })),
    );
    expect(pathsOf(...chain)).toEqual(['nodes']);
    expect(pathsOf(node('start', option('a', { do: 'hand_over' }, 'x'.repeat(41))))).toEqual([
      'nodes.0.options.0.label',
    ]);
  });

  it.each<[string, FlowAction]>([
    ['faq', { do: 'faq', faq: FaqId('faq_00000000000000000000000000000009') }],
    ['form', { do: 'form', form: FormId('frm_00000000000000000000000000000009') }],
    ['url', { do: 'link', url: 'http://shop.example/' }],
    ['url', { do: 'link', url: 'javascript:alert(1)' }],
    ['url', { do: 'link', url: 'https://user@shop.example/' }],
    ['url', { do: 'link', url: 'https://shop.example/"onclick=' }],
    ['url', { do: 'link', url: 'https://localhost/' }],
    ['phone', { do: 'whatsapp', phone: '+971500000000', text: {} }],
    ['phone', { do: 'whatsapp', phone: '0500000000', text: {} }],
    ['text', { do: 'answer', text: {} }],
  ])('not with a wrong %s', (field, action) => {
    expect(pathsOf(node('start', option('a', action)))).toEqual([`nodes.0.options.0.action.${field}`]);
  });

  it.each(['https://shop.example', 'https://متجر.امارات/عرض', 'https://a.b-c.example:8443/x?y=1#z'])(
    'with a link to %s',
    (url) => {
      expect(pathsOf(node('start', option('a', { do: 'link', url })))).toEqual([]);
    },
  );
});
