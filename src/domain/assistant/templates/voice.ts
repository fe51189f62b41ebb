import { ar } from '#domain/assistant/templates/ar';
import { en, type TemplateId } from '#domain/assistant/templates/en';
import type { Language } from '#domain/shared/language';

/** Sentences a tenant words its own way, checked by `wordingFaults` when they are saved. What is absent stays as reviewed. */
export type Wording = Readonly<Partial<Record<Language, Readonly<Partial<Record<TemplateId, string>>>>>>;

/** What sentences are made from: a language, and every template as this assistant says it. */
export type Voice = { readonly language: Language; readonly templates: Readonly<Record<TemplateId, string>> };

export const reviewedTemplates: Readonly<Record<Language, Readonly<Record<TemplateId, string>>>> = { en, ar };

const reviewed: Readonly<Record<Language, Voice>> = {
  en: { language: 'en', templates: en },
  ar: { language: 'ar', templates: ar },
};

/** Made once for each wording of a language: every sentence of a reply asks for it. */
const own = new WeakMap<object, Voice>();

/** The reviewed sentences of a language, with the tenant's own wording over them if it has one. */
export const voiceOf = (language: Language, wording: Wording = {}): Voice => {
  const sentences = wording[language];
  if (sentences === undefined) return reviewed[language];
  const known = own.get(sentences);
  if (known !== undefined) return known;
  const made: Voice = { language, templates: { ...reviewedTemplates[language], ...sentences } };
  own.set(sentences, made);
  return made;
};
