import { createHash, timingSafeEqual } from 'node:crypto';

/** Meta sends a number. Only such harmless text is given back, so that nobody makes us say a script. */
const harmless = /^[\w.-]{1,128}$/;

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Meta's check that the webhook is ours (GET): the text to answer with status 200, or `null` for a 403. Compares digests, so
 * neither the token's content nor its length shows in the time taken.
 */
export const answerChallenge = (query: Readonly<Record<string, unknown>>, verifyToken: string): string | null => {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
  if (verifyToken === '' || mode !== 'subscribe' || typeof token !== 'string' || typeof challenge !== 'string')
    return null;
  if (!timingSafeEqual(digestOf(token), digestOf(verifyToken))) return null;
  return harmless.test(challenge) ? challenge : null;
};
