/** Languages the renderer has reviewed templates for. */
export type Language = 'en' | 'ar';
export const languages: readonly Language[] = ['en', 'ar'];

/** Text an admin wrote, in one or more languages. At least one is present. */
export type LocalizedText = Readonly<Partial<Record<Language, string>>>;

/** The text in the wanted language, else in whichever language exists: a true text in another language beats none. */
export const textIn = (text: LocalizedText, language: Language): string => text[language] ?? text.en ?? text.ar ?? '';

/** Every language's version of the text, for matching what a customer wrote. */
export const allTexts = (text: LocalizedText): string[] => languages.flatMap((each) => text[each] ?? []);
