const focusable = 'a[href], button:not(:disabled), input, select, textarea, [tabindex="0"]';

/** Where the panel is the whole screen, Tab stays in it. */
const trap = (event: KeyboardEvent, box: HTMLElement): void => {
  if (event.key !== 'Tab') return;
  const stops = [...box.querySelectorAll<HTMLElement>(focusable)].filter((each) => each.offsetParent !== null);
  const { activeElement } = box.getRootNode() as ShadowRoot;
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (activeElement !== from) return;
  event.preventDefault();
  to?.focus();
};

/** What only small screens need. */
export const onPhone = (box: HTMLElement, phone: MediaQueryList): void => {
  box.addEventListener('keydown', (event) => {
    if (phone.matches) trap(event, box);
  });
  // A phone draws its keyboard over the page; the panel keeps above it.
  const view = visualViewport;
  view?.addEventListener('resize', () => box.style.setProperty('--view', `${view.height}px`));
};
