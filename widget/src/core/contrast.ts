type Rgb = readonly number[];

/** Of `#rrggbb`, which is all that the settings hold. */
const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

const hexOf = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** WCAG 2.1, relative luminance. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = rgbOf(hex).map((part) =>
    part < 11 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
};

export const contrast = (a: string, b: string): number => {
  const share = luminance(a) / luminance(b);
  return Math.max(share, 1 / share);
};

/** Black or white, whichever can be read on it; one of them always reaches 4.5. */
export const inkOn = (colour: string): string => (contrast(colour, '#ffffff') >= 4.5 ? '#ffffff' : '#000000');

/** The colour itself if it can be read on the surface, else moved towards the ink until it can. */
export const readableOn = (colour: string, surface: string): string => {
  const ink = rgbOf(inkOn(surface));
  const moved = (share: number): string => hexOf(rgbOf(colour).map((part, n) => part + ((ink[n] ?? 0) - part) * share));
  let share = 0;
  while (contrast(moved(share), surface) < 4.6) share += 0.05;
  return moved(share);
};
