import { describe, expect, it } from 'vitest';
import { answerChallenge } from '#adapters/channels/cloud-api/challenge';

const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': 'our-token', 'hub.challenge': '1158201444' };

describe("Meta's question whether the webhook is ours", () => {
  it('is answered with the challenge', () => {
    expect(answerChallenge(asked, 'our-token')).toBe('1158201444');
  });

  it.each([
    ['another token', { ...asked, 'hub.verify_token': 'our-tokem' }],
    ['a longer token', { ...asked, 'hub.verify_token': 'our-token2' }],
    ['no token', { ...asked, 'hub.verify_token': undefined }],
    ['a token twice', { ...asked, 'hub.verify_token': ['our-token', 'our-token'] }],
    ['another mode', { ...asked, 'hub.mode': 'unsubscribe' }],
    ['no challenge', { ...asked, 'hub.challenge': undefined }],
    ['a script as challenge', { ...asked, 'hub.challenge': '<script>alert(1)</script>' }],
  ])('is refused with %s', (_, query) => {
    expect(answerChallenge(query, 'our-token')).toBeNull();
  });

  it('is refused when no token is configured', () => {
    expect(answerChallenge({ ...asked, 'hub.verify_token': '' }, '')).toBeNull();
  });
});
