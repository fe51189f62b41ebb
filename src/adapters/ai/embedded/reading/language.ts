import type { Briefing } from '#domain/assistant/briefing';
import type { Language } from '#domain/shared/language';

const letters = (text: string, script: RegExp): number => text.match(script)?.length ?? 0;

/** Arabic text quotes English product names far more often than the reverse, so a quarter of its letters is enough. */
const arabicShare = 0.25;

const written = (text: string): Language | null => {
  const arabic = letters(text, /\p{Script=Arabic}/gu);
  const latin = letters(text, /\p{Script=Latin}/gu);
  if (arabic + latin === 0) return null;
  return arabic / (arabic + latin) >= arabicShare ? 'ar' : 'en';
};

/** The language to answer in: the message's script, else that of the conversation, else the tenant's default. */
export const languageOf = (
  text: string,
  { dialogue, languages, defaultLanguage }: Pick<Briefing, 'dialogue' | 'languages' | 'defaultLanguage'>,
): Language => {
  const wanted = [written(text), dialogue.language, defaultLanguage];
  return (
    wanted.find((each): each is Language => each !== null && languages.includes(each)) ??
    languages[0] ??
    defaultLanguage
  );
};
