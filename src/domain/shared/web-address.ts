/** A host of letters, digits and dashes with at least one dot: no user, no address of a private network by number. */
const https =
  /^https:\/\/(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,63}(?::\d{1,5})?(?:[/?#][^\s"'<>\\]*)?$/u;
const longest = 500;

/** An address that may be shown to a customer as a link: https, of an ordinary host, with nothing that ends an attribute. */
export const isWebAddress = (text: string): boolean => text.length <= longest && https.test(text);
