import type { WidgetConfig } from './contract.js';

/** What the site's owner may say in the snippet; all of it goes over the settings made in the panel. */
export type MountOptions = {
  readonly base: string;
  readonly company: string;
  readonly language?: string | undefined;
  readonly position?: string | undefined;
  readonly theme?: string | undefined;
  readonly size?: string | undefined;
  /** The panel stands in the page, always open, and there is no launcher. */
  readonly isInline?: boolean;
};

/** What the small script hands to the panel when it comes. */
export type Mount = {
  readonly options: MountOptions;
  readonly root: ShadowRoot;
  readonly button: HTMLButtonElement;
  readonly config: WidgetConfig | null;
};

export type PanelHandle = {
  toggle(isOpen?: boolean): void;
  destroy(): void;
};
