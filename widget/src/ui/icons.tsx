const paths = {
  down: 'M5 9l7 7 7-7',
  send: 'M12 19V5M5.5 11.5L12 5l6.5 6.5',
  emoji: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M8.5 14.5q3.5 3.5 7 0M9 9.5v.5M15 9.5v.5',
  attach: 'M19 11.5l-7.3 7.3a4.6 4.6 0 0 1-6.5-6.5L13 4.5a3 3 0 0 1 4.3 4.3l-7.7 7.7a1.5 1.5 0 0 1-2.1-2.1l6.9-6.9',
  person: 'M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4.5 20.5q1-5.5 7.5-5.5t7.5 5.5',
  more: 'M5 11.5v1M12 11.5v1M19 11.5v1',
};

/** Decoration: what it stands for is in the name of the button around it. */
export const Icon = ({
  name,
  d = paths[name ?? 'more'],
}: {
  readonly name?: keyof typeof paths;
  readonly d?: string;
}) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={d} />
  </svg>
);
