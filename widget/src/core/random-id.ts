/** A UUID; where the page is not a secure context and has none, as many random digits. */
export const randomId = (): string =>
  self.isSecureContext ? crypto.randomUUID() : crypto.getRandomValues(new Uint32Array(4)).join('-');
