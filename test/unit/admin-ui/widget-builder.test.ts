import { describe, expect, it } from 'vitest';
import { WidgetConfigDto } from '#adapters/http/contract/widget';
import { domainsOf } from '#application/widget-settings/domain-input';
import { isAllowedOrigin } from '#domain/channel/site-origin';
import { defaultWidgetSettings } from '#domain/channel/widget-settings';
import { FlowId, FormId, TenantId } from '#domain/shared/ids';
import { isColour, verdictOn } from '../../../admin-ui/src/features/widget/colour.js';
import type { Flow, Form, WidgetParts } from '../../../admin-ui/src/features/widget/data.js';
import { isDomain, tidiedDomain } from '../../../admin-ui/src/features/widget/domains.js';
import { type PreviewInput, previewConfig } from '../../../admin-ui/src/features/widget/preview/preview-config.js';
import { inlineSnippet } from '../../../admin-ui/src/features/widget/snippets.js';

const hex = (n: number): string => n.toString(16).padStart(32, '0');

describe('domains as people paste them', () => {
  const pasted = ['https://Shop.Example/contact?x=1', '*.shop.example', 'localhost:8080', 'shop.example.', '127.0.0.1'];
  const refused = ['shop', '*', 'shop .example', 'http://', 'shop.example:99999', '-shop.example', 'münchen.example'];

  it.each(pasted)('%s is tidied as the server does it', (raw) => {
    const domain = tidiedDomain(raw);
    expect(isDomain(domain)).toBe(true);
    expect(domainsOf([raw])).toEqual([domain]);
  });

  it.each(refused)('%s is refused here as there', (raw) => {
    expect(isDomain(tidiedDomain(raw))).toBe(false);
    expect(() => domainsOf([raw])).toThrow();
  });

  it('lets a page in', () => {
    expect(isAllowedOrigin([tidiedDomain('https://shop.example/')], 'https://shop.example')).toBe(true);
  });
});

describe('a colour', () => {
  it('gets white words where they can be read, else black ones', () => {
    expect(verdictOn('#0f766e').ink).toBe('white');
    expect(verdictOn('#ffd60a').ink).toBe('black');
    expect(verdictOn('#ffd60a').onWhite).toBeLessThan(3);
    expect(verdictOn('#000000').inkRatio).toBeCloseTo(21, 0);
  });

  it('is known by its form', () => {
    expect(isColour('#0F766E')).toBe(true);
    expect(isColour('#0f7')).toBe(false);
  });
});

describe('the preview', () => {
  const flow = {
    id: FlowId(`flw_${hex(1)}`),
    name: 'Main',
    status: 'published',
    nodes: [
      {
        id: 'start',
        text: { en: 'Choose', ar: 'اختر' },
        options: [{ id: 'site', label: { en: 'Our site' }, action: { do: 'link', url: 'https://shop.example' } }],
      },
    ],
    createdAt: '2026-01-01T00:00:00.000Z',
    version: 1,
  } as unknown as Flow;
  const form = {
    id: FormId(`frm_${hex(2)}`),
    title: { en: 'You' },
    fields: [{ key: 'name', type: 'name', label: { en: 'Name' }, required: true, options: [] }],
    submitLabel: { en: 'Go' },
    externalUrl: null,
    status: 'active',
  } as unknown as Form;
  const {
    tenantId: _tenant,
    seen: _seen,
    version: _version,
    ...settings
  } = defaultWidgetSettings(TenantId(`ten_${hex(3)}`));
  const input = (changes: object = {}): PreviewInput => ({
    settings: { ...settings, domains: [], ...changes } as WidgetParts,
    tenant: { name: 'Oasis', slug: 'oasis', assistant: { languages: ['en', 'ar'] } as never },
    logoUrl: null,
    flows: [flow],
    forms: [form],
    language: 'ar',
    scheme: 'dark',
  });

  it('is what the server would say, by its own schema', () => {
    const config = previewConfig(input({ menu: flow.id, preChatForm: form.id }));
    expect(WidgetConfigDto.safeParse(config).error).toBeUndefined();
    expect(config).toMatchObject({ title: 'Oasis', scheme: 'dark', pre_chat_form: form.id });
    expect(config.menu).toMatchObject({ text: 'اختر', choices: [{ label: 'Our site', url: 'https://shop.example' }] });
  });

  it('leaves out a draft of a menu and an archived form', () => {
    const base = input({ menu: flow.id, preChatForm: form.id });
    const config = previewConfig({
      ...base,
      flows: [{ ...flow, status: 'draft' }],
      forms: [{ ...form, status: 'archived' }],
    });
    expect(config.menu).toBeNull();
    expect(config.pre_chat_form).toBeNull();
  });

  it('shows the visitor what the business has fixed', () => {
    const config = previewConfig(input({ scheme: 'light', language: 'ar', primaryColour: '#0f' }));
    expect(config).toMatchObject({ scheme: 'light', languages: ['ar'], primary_colour: '#0f766e' });
  });
});

describe('the second way to embed', () => {
  it('takes its script from where the first one does', () => {
    const snippet = '<script async src="https://wakil.example/a/widget.js" data-client="oasis"></script>';
    const code = inlineSnippet({ snippet, slug: 'oasis' });
    expect(code).toContain('src="https://wakil.example/a/static/widget/chatbot.js"');
    expect(code).toContain("company: 'oasis'");
  });
});
