import { adopt } from '../styles/adopt.js';
import css from '../styles/extras.css?inline';

const dressed = new WeakSet<Node>();

/** For `ref`: the first part in a shadow root brings the style of them all. */
export const styled = (element: Element | null): void => {
  const root = element?.getRootNode();
  if (!(root instanceof ShadowRoot) || dressed.has(root)) return;
  dressed.add(root);
  adopt(root, css);
};
