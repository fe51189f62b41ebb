import { describe, expect, it } from 'vitest';
import { negotiated } from '#application/widget/negotiate-language';
import type { WidgetSite } from '#application/widget/widget-site';
import type { Language } from '#domain/shared/language';

const site = (about: { setting?: 'auto' | Language; spoken?: readonly Language[]; fallback?: Language }): WidgetSite =>
  ({
    tenant: {
      state: { assistant: { languages: about.spoken ?? ['en', 'ar'], defaultLanguage: about.fallback ?? 'en' } },
    },
    settings: { language: about.setting ?? 'auto' },
  }) as WidgetSite;

describe('the language of a chat', () => {
  it('is what the business has chosen, whatever is asked', () => {
    expect(negotiated(site({ setting: 'ar' }), 'en', 'en')).toBe('ar');
  });

  it("is the page's, before the browser's", () => {
    expect(negotiated(site({}), 'ar', 'en')).toBe('ar');
  });

  it.each([
    ['ar-AE,ar;q=0.9,en;q=0.8', 'ar'],
    ['fr-FR, ar;q=0.4, en;q=0.5', 'en'],
    ['ar;q=0, fr', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [';;;q=x,,ar;q=abc', 'ar'],
  ] as const)('of a browser that says %j is %s', (header, language) => {
    expect(negotiated(site({}), null, header)).toBe(language);
  });

  it('is one the business speaks', () => {
    expect(negotiated(site({ spoken: ['ar'], fallback: 'ar' }), 'en', 'en')).toBe('ar');
  });
});
