import type { OpenAI } from 'openai';
import type { OpenConnection } from '#application/ports/ai-vendors';
import { boundedFetch } from '../vendor/bounded-fetch.js';

/** The address of OpenAI itself; anybody else's is set by the admin. */
export const openAiUrl = 'https://api.openai.com/v1';

/** Made when it is first needed: an unused vendor costs nothing at the start. */
export const openAiClient = ({ settings, key }: OpenConnection): (() => Promise<OpenAI>) => {
  let client: Promise<OpenAI> | null = null;
  const open = async (): Promise<OpenAI> => {
    const { OpenAI } = await import('openai');
    return new OpenAI({
      // A local server may ask for no key, but the client insists on one.
      apiKey: key ?? 'none',
      baseURL: settings['baseUrl'] ?? openAiUrl,
      maxRetries: 0,
      fetch: boundedFetch,
      // Never what the machine's environment says: the admin's settings alone decide where a key goes.
      organization: null,
      project: null,
    });
  };
  return () => {
    client ??= open();
    return client;
  };
};
