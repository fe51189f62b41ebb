import type { MailOutcome } from '#application/ports/mailer';

/** Answers to these speak of this mail; a 5xx to any other step is the server's or our configuration's trouble. */
const aboutTheMail: ReadonlySet<string> = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

type SmtpError = Partial<Record<'responseCode' | 'code' | 'command', unknown>>;

/** What a failed delivery means. The server's own words stay out of it: they may repeat the address. */
export const smtpOutcome = (error: unknown): MailOutcome => {
  const { responseCode, code, command } = (error ?? {}) as SmtpError;
  const step = typeof command === 'string' ? command : '';
  const isFinal = typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600;
  if (isFinal && aboutTheMail.has(step)) return { kind: 'refused', reason: `smtp_${responseCode}` };
  // The address or the message itself was no good, before anything was said to the server.
  if (code === 'EENVELOPE' && responseCode === undefined) return { kind: 'refused', reason: 'bad_address' };
  if (typeof responseCode === 'number') return { kind: 'later', reason: `smtp_${responseCode}` };
  return { kind: 'later', reason: typeof code === 'string' ? code.toLowerCase() : 'smtp_failed' };
};
