import type { WidgetConfig } from './contract.js';
import { type Launched, launch } from './launcher.js';
import type { PanelHandle } from './mount.js';
import { preview } from './preview.js';

export type WakilChatWidgetOptions = {
  /** The business's slug or id. */
  readonly company: string;
  /** An element or a selector: the chat stands in it, always open. Without: a launcher in the corner. */
  readonly container?: Element | string | null;
  readonly theme?: 'classic' | 'midnight' | 'sand' | 'contrast';
  readonly language?: 'en' | 'ar';
  readonly position?: 'start' | 'end';
  readonly size?: 'compact' | 'standard' | 'large';
  /** Shown instead of what the business has saved: the preview of an editor. Needs a container. */
  readonly config?: WidgetConfig;
};

const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src*="/static/widget/chatbot.js"]');
const base = new URL('../../', script?.src).href;

/** The chat of a business, made and unmade by the page's own program. */
class WakilChatWidget {
  readonly #launched: Promise<Launched | undefined>;
  /** In a container: whether it stands there. */
  readonly ready: Promise<boolean>;

  constructor({ container, config, ...options }: WakilChatWidgetOptions) {
    const place = typeof container === 'string' ? document.querySelector(container) : (container ?? null);
    if (typeof container === 'string' && place === null)
      throw new Error(`WakilChatWidget: nothing matches ${container}`);
    const language = options.language ?? /^(en|ar)/.exec(document.documentElement.lang)?.[0];
    const isInline = place !== null;
    this.#launched =
      config !== undefined && isInline
        ? Promise.resolve(preview({ ...options, base, isInline }, config, place))
        : launch({ ...options, base, language, isInline }, place ?? document.body);
    this.ready = isInline ? this.#stand() : Promise.resolve(false);
  }

  open(): void {
    void this.#tell((panel) => panel.toggle(true));
  }

  close(): void {
    void this.#tell((panel) => panel.toggle(false));
  }

  destroy(): void {
    void this.#tell((panel) => panel.destroy()).then(async () => (await this.#launched)?.[0].remove());
  }

  /** In a place of its own it fills the place, and is there at once. */
  async #stand(): Promise<boolean> {
    const [host, load] = (await this.#launched) ?? [];
    const styles = { position: 'relative', display: 'block', height: '100%', 'z-index': '0' };
    for (const [name, value] of Object.entries(styles)) host?.style.setProperty(name, value, 'important');
    return (await load?.()) !== undefined;
  }

  async #tell(act: (panel: PanelHandle) => void): Promise<void> {
    const [, load] = (await this.#launched) ?? [];
    const panel = await load?.();
    if (panel !== undefined) act(panel);
  }
}

Object.assign(window, { WakilChatWidget });
