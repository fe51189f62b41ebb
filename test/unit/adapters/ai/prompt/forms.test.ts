import { describe, expect, it } from 'vitest';
import { buildPrompt } from '#adapters/ai/prompt/build-prompt';
import { fromWire } from '#adapters/ai/prompt/from-wire';
import type { Briefing } from '#domain/assistant/briefing';
import { parseProposal } from '#domain/assistant/parse-proposal';
import { freshDialogue } from '#domain/conversation/dialogue';
import type { Form } from '#domain/leads/form';
import { FormId, TenantId } from '#domain/shared/ids';
import { fashionShop } from '#test/fixtures/assistant/fashion-shop';

const form: Form = {
  id: FormId('frm_0000000000000000000000000000000a'),
  tenantId: TenantId('ten_1'),
  name: 'Quote',
  title: { en: 'Ask for a quote' },
  fields: [{ key: 'name', type: 'name', label: { en: 'Your name' }, required: true, options: [] }],
  submitLabel: {},
  thanks: {},
  externalUrl: null,
  notify: [],
  status: 'active',
  asksInChat: true,
  createdAt: new Date(0),
  version: 1,
};
const forms = { startable: new Map([[form.id, { form, phrases: ['price my curtains'] }]]), open: form };
const values = { name: 'Sara' };
const draft = { form: form.id, values, skipped: [], awaiting: 'name', quoted: null };
const briefing: Briefing = {
  catalogue: fashionShop.catalogue,
  unanswered: ['could you price my curtains?'],
  history: [],
  dialogue: { ...freshDialogue, form: draft },
  languages: ['en'],
  defaultLanguage: 'en',
  forms,
};
const wire = (about: object) => ({
  language: 'en',
  acts: [{ services: [], faqs: [], lines: [], form: null, function: null, arguments: [], reason: null, ...about }],
  confidence: 0.9,
  evidence: [],
  leadIn: null,
});
const understood = (raw: unknown) => parseProposal(fromWire(raw), fashionShop.catalogue, undefined, forms);
const said = (name: string, text: string | null) => [{ name, text, number: null, flag: null }];

describe('a model that may ask for what a form collects', () => {
  it('is told which forms there are and which fields are open, not what they hold', () => {
    const { user } = buildPrompt(briefing);
    expect(user).toContain(form.id);
    expect(user).toContain('price my curtains');
    expect(user).toContain('"given":["name"],"waitingFor":"name"');
    expect(user).not.toContain('Sara');
  });

  it('begins one, and fills one in', () => {
    expect(understood(wire({ act: 'ask_form', form: form.id }))?.acts).toEqual([{ act: 'ask_form', form: form.id }]);
    expect(understood(wire({ act: 'fill_form', arguments: said('name', 'Sara') }))?.acts).toEqual([
      { act: 'fill_form', values },
    ]);
  });

  it.each([
    ['a form no intent leads to', { act: 'ask_form', form: 'frm_0000000000000000000000000000000b' }],
    ['a field the form has not', { act: 'fill_form', arguments: said('price', '1') }],
    ['no value', { act: 'fill_form', arguments: said('name', null) }],
    ['what is no list', { act: 'fill_form', arguments: 'Sara' }],
    ['more than it needs', { act: 'fill_form', arguments: said('name', 'Sara'), services: ['svc_1'] }],
  ])('is refused with %s', (_, about) => {
    expect(understood(wire(about))).toBeNull();
  });
});
