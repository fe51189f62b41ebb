/** WCAG 2.1, relative luminance of `#rrggbb`. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
};

export const contrast = (left: string, right: string): number => {
  const share = luminance(left) / luminance(right);
  return Math.max(share, 1 / share);
};

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

export type ColourVerdict = { readonly ink: 'white' | 'black'; readonly inkRatio: number; readonly onWhite: number };

/** What the widget does with a colour: it writes in white, or in black where white cannot be read. */
export const verdictOn = (colour: string): ColourVerdict => {
  const onWhite = contrast(colour, '#ffffff');
  const isDark = onWhite >= 4.5;
  return { ink: isDark ? 'white' : 'black', inkRatio: isDark ? onWhite : contrast(colour, '#000000'), onWhite };
};

/** From here on a shape is seen by everybody (WCAG 1.4.11). */
export const leastForShapes = 3;
