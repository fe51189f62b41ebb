import { type ComponentType, createElement, Fragment } from 'preact';

/** What JSX becomes. Preact's own runtime does the same and weighs more, because it also serves renderers on servers. */
export const jsx = (type: ComponentType | string, props: object, key?: string) =>
  createElement(type as string, key === undefined ? props : { ...props, key });

export { Fragment, jsx as jsxs };
