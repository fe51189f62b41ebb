import type { Mail } from '#application/ports/mailer';

/** Exactly one address: nothing in it that would make it two, give it a name or begin a header. */
const oneAddress = /^[^\s@<>"(),:;\\]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/;

export const isOneAddress = (to: string): boolean => oneAddress.test(to);

/** `Wakil <wakil@example.com>` or the address alone. */
export const domainOf = (address: string): string => /@([A-Za-z0-9.-]+)>?\s*$/.exec(address)?.[1] ?? 'localhost';

const lineEnds = /[\p{Control}\u2028\u2029]+/gu;

/** The mail as nodemailer takes it. Values are handed over as values; a line end in one of them is a space. */
export const messageOf = ({ id, to, subject, text, html }: Mail, from: string) => ({
  from,
  to: { name: '', address: to },
  subject: subject.replaceAll(lineEnds, ' '),
  text,
  html,
  messageId: `<${id.replaceAll(/[^\w.-]/g, '')}@${domainOf(from)}>`,
  headers: { 'Auto-Submitted': 'auto-generated' },
  // A value never makes it read a file or fetch an address.
  disableFileAccess: true,
  disableUrlAccess: true,
});
