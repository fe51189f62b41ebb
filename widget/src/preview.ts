import type { WidgetConfig } from './contract.js';
import type { Launched } from './launcher.js';
import type { MountOptions, PanelHandle } from './mount.js';

/** Set by the build: the panel's file, whose name holds its hash. */
declare const PANEL_FILE: string;

/** The panel as a configuration nobody has saved would make it. Asks the server for nothing, so it shows no launcher either. */
export const preview = (options: MountOptions, config: WidgetConfig, place: Element): Launched => {
  const host = document.createElement('wakil-chat');
  const root = host.attachShadow({ mode: 'open' });
  const button = document.createElement('button');
  host.style.cssText = 'all:initial!important;';
  root.append(button);
  place.append(host);
  let panel: Promise<PanelHandle | undefined> | undefined;
  const load = (): Promise<PanelHandle | undefined> => {
    panel ??= import(`${options.base}static/widget/${PANEL_FILE}`)
      .then(({ start }) => start({ options, root, button, config }))
      .catch(() => undefined);
    return panel;
  };
  return [host, load];
};
