type Policies = {
  readonly createPolicy: (
    name: string,
    rules: Readonly<Record<'createHTML' | 'createScriptURL', (text: string) => string | null>>,
  ) => unknown;
};

/** The chat widget as visitors get it, for its preview. */
const widgetScript = '/static/widget/chatbot.js';

/**
 * What the page's policy lets become markup or a script. Mantine writes its style sheets as the markup of a style element: text
 * without a tag in it is let through, anything else is refused by the browser. The one script is the widget's own.
 */
export const guardMarkup = (): void => {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies };
  trustedTypes?.createPolicy('default', {
    createHTML: (text) => (text.includes('<') ? null : text),
    createScriptURL: (address) => (address === widgetScript ? address : null),
  });
};
