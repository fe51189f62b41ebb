/** A ref for what a person must not have to look for: a long form has its button always in sight, and its answer at the end. */
export const intoSight = (element: HTMLElement | null): void => {
  element?.scrollIntoView({ block: 'nearest' });
};
