import type { WidgetConfig } from './preview-config.js';

/** The part of the widget's own interface that a preview needs. */
export type Widget = { readonly ready: Promise<boolean>; destroy(): void };
type WidgetClass = new (options: {
  readonly company: string;
  readonly container: Element;
  readonly config: WidgetConfig;
}) => Widget;

const address = '/static/widget/chatbot.js';
const known = (): WidgetClass | undefined => (window as { WakilChatWidget?: WidgetClass }).WakilChatWidget;

let loading: Promise<WidgetClass> | undefined;

const fetchScript = (): Promise<WidgetClass> =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => {
      const Made = known();
      if (Made === undefined) reject(new Error('the widget did not introduce itself'));
      else resolve(Made);
    };
    script.onerror = () => {
      script.remove();
      reject(new Error('the widget did not load'));
    };
    document.head.append(script);
  });

/** The very script that visitors get, once per page. After a failure the next call asks again. */
export const loadWidget = (): Promise<WidgetClass> => {
  loading ??= fetchScript().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
};
