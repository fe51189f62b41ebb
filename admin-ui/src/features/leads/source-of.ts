import type { leadsWords } from '../../shared/i18n/leads.js';
import type { Lead } from './data.js';

/** "Chat · WhatsApp": how it came, and over which channel where that is known. */
export const sourceOf = ({ source, channel }: Lead, words: Pick<(typeof leadsWords)['en'], 'sources' | 'channels'>) => {
  const over = channel === null ? undefined : words.channels[channel];
  return over === undefined ? words.sources[source] : `${words.sources[source]} · ${over}`;
};
