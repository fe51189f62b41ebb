/** The data blocks of a prompt as a model sees them. */
export type SeenPrompt = {
  readonly catalogue: {
    readonly services: readonly { readonly id: string; readonly name: Readonly<Record<string, string>> }[];
    readonly faqs: readonly { readonly id: string; readonly questions: readonly string[] }[];
  };
  readonly talk: { readonly languages: readonly string[]; readonly defaultLanguage: string };
  readonly house: { readonly tone: string; readonly answeredByPerson: readonly string[]; readonly guidance: string };
  readonly messages: readonly string[];
};

const block = (text: string, tag: string): unknown => {
  const found = new RegExp(`<${tag}>(.*)</${tag}>`, 's').exec(text)?.[1];
  if (found === undefined) throw new Error(`the prompt has no <${tag}>`);
  return JSON.parse(found);
};

export const readPrompt = (user: string): SeenPrompt => ({
  catalogue: block(user, 'catalogue') as SeenPrompt['catalogue'],
  talk: block(user, 'talk') as SeenPrompt['talk'],
  house: block(user, 'house') as SeenPrompt['house'],
  messages: block(user, 'customer_messages') as readonly string[],
});
