import type { WidgetConfig } from './contract.js';
import type { MountOptions, PanelHandle } from './mount.js';
import css from './styles/launcher.css?inline';

/** Set by the build: the panel's file, whose name holds its hash. */
declare const PANEL_FILE: string;

/** The element, and what fetches the panel on first use: `undefined` when it cannot be fetched right now. */
export type Launched = readonly [host: HTMLElement, load: () => Promise<PanelHandle | undefined>];

/** Inline, important and `all` (and a block, being fixed): above whatever a host page says of `*`. */
const always = 'all:initial!important;position:fixed!important;z-index:999999999!important;--wk-primary:';

/**
 * Asks how the business wants it, and draws the launcher. Where the business is not, or not on this site, nothing is drawn; where
 * the network is gone, it is drawn as usual and says so when it is opened.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one function more costs 12 of the loader's 1,024 bytes
export const launch = async (options: MountOptions, place: Element): Promise<Launched | undefined> => {
  const { base, company, language = '' } = options;
  const query = language && `?language=${language}`;
  const answer = await fetch(`${base}api/widget/company/${company}/config/${query}`).catch(() => ({}) as Response);
  // 400 to 409 are for good; 429 and 5xx pass. Without an answer there is no status.
  if (answer.status < 410 && !answer.ok) return;
  const config: WidgetConfig | null = answer.ok ? await answer.json() : null;

  const host = document.createElement('wakil-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  const button = document.createElement('button');
  host.style.cssText = always + (config?.primary_colour ?? '#0f766e');
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  button.className = `l ${options.position ?? config?.position}`;
  button.dir = (config?.language ?? language) === 'ar' ? 'rtl' : 'ltr';
  button.ariaLabel = config?.title ?? 'Chat';

  let panel: Promise<PanelHandle | undefined> | undefined;
  const load = (): Promise<PanelHandle | undefined> => {
    panel ??= import(`${base}static/widget/${PANEL_FILE}`)
      .then(({ start }) => start({ options, root, button, config }))
      .catch(() => {
        panel = undefined;
        // The style sheet draws it above the button: nothing else of ours is there to say it.
        button.title = config?.unreachable ?? 'No connection';
      });
    return panel;
  };
  button.onclick = () => load().then((handle) => handle?.toggle());
  button.onpointerenter = button.onfocus = load;
  root.append(button);
  place.append(host);
  try {
    // An earlier visit: somebody may have answered. A page that may not look has had none.
    if (localStorage[`wakil:${company}:s`]) void load();
  } catch {
    // No storage, no earlier visit.
  }
  return [host, load];
};
