import { adopt } from '../styles/adopt.js';
import contrast from '../styles/themes/contrast.css?inline';
import midnight from '../styles/themes/midnight.css?inline';
import sand from '../styles/themes/sand.css?inline';

/** By the names the settings have; classic and the system's letters are in the panel. */
const themes: Readonly<Record<string, string>> = { contrast, midnight, sand };
const fonts: Readonly<Record<string, string>> = {
  serif: 'ui-serif, Georgia, serif',
  rounded: 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, system-ui, sans-serif',
  mono: 'ui-monospace, Consolas, monospace',
};

/** Another look than the one the panel comes with. */
export const wear = (root: ShadowRoot, theme: string, font: string): void => {
  const family = fonts[font];
  adopt(root, (themes[theme] ?? '') + (family === undefined ? '' : `.wk{--wk-font:${family}}`));
};
