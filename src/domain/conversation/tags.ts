import { DomainError } from '#domain/shared/domain-error';

/** More tags than a conversation takes, or a word too long for one. */
export class InvalidTags extends DomainError {
  readonly code = 'conversation.invalid_tags';
  readonly kind = 'invalid';
}

const mostTags = 20;
const longestTag = 40;

/** One tag as it is kept and searched: spaces closed up, lower case. */
export const tagOf = (raw: string): string => raw.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** The words as they are kept: each once, in the order given. @throws {InvalidTags} */
export const tagsOf = (raw: readonly string[]): readonly string[] => {
  const tags = [...new Set(raw.map(tagOf))].filter((tag) => tag !== '');
  if (tags.length > mostTags) throw new InvalidTags(`a conversation has at most ${mostTags} tags`, { most: mostTags });
  const long = tags.find((tag) => tag.length > longestTag);
  if (long !== undefined)
    throw new InvalidTags(`a tag has at most ${longestTag} characters`, {
      longest: longestTag,
      tag: long.slice(0, 80),
    });
  return tags;
};
