/** Seals a short text under a name, such as a vendor's key. What is sealed is printable, to be stored like any text. */
export interface TextSafe {
  seal(name: string, text: string): string;
  /** @throws {SealBroken} another key, another name, or damaged. */
  open(name: string, sealed: string): string;
}
