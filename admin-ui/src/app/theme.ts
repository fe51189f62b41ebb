import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const brand: MantineColorsTuple = [
  '#effbf8',
  '#d5f4ed',
  '#ace8dc',
  '#79d7c7',
  '#47bfae',
  '#27a193',
  '#178478',
  '#0f766e',
  '#0c5f59',
  '#0a4a46',
];
const gray: MantineColorsTuple = [
  '#f7f9f9',
  '#f0f3f3',
  '#e3e9e8',
  '#d2dad9',
  '#b6c2c0',
  '#8b9997',
  '#5b6965',
  '#4b5956',
  '#323d3b',
  '#1b2523',
];
const dark: MantineColorsTuple = [
  '#dbe4e2',
  '#b9c6c3',
  '#93a3a0',
  '#6a7b78',
  '#475653',
  '#33403e',
  '#27322f',
  '#1a2321',
  '#131a19',
  '#0c1110',
];

const fonts =
  "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Noto Sans Arabic', 'Noto Kufi Arabic', 'Geeza Pro', Tahoma, Arial, sans-serif";

/** The head of a dialog is a `header` element, which screen readers would take for the page's. */
const notBanner = { header: { role: 'presentation' } };

/** Calm, one accent; contrast holds on both schemes (checked by axe). */
export const theme = createTheme({
  primaryColor: 'brand',
  // One shade on both schemes: Mantine chooses the colour of a button's words by the light scheme's shade.
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.28,
  colors: { brand, gray, dark },
  fontFamily: fonts,
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  headings: {
    fontFamily: fonts,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.45' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  shadows: {
    xs: '0 1px 2px rgb(16 42 38 / 6%)',
    sm: '0 1px 2px rgb(16 42 38 / 6%), 0 4px 12px rgb(16 42 38 / 5%)',
    md: '0 2px 4px rgb(16 42 38 / 6%), 0 12px 32px rgb(16 42 38 / 9%)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { radius: 'md' } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        padding: 'lg',
        overlayProps: { backgroundOpacity: 0.4 },
        attributes: notBanner,
      },
    },
    Drawer: { defaultProps: { attributes: notBanner } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
    // The placeholder that takes the first focus is no item of a menu, which axe refuses.
    Menu: { defaultProps: { radius: 'md', shadow: 'md', withInitialFocusPlaceholder: false } },
    Badge: { defaultProps: { radius: 'sm', variant: 'light' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md', checkIconPosition: 'right' } },
    Textarea: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
  },
});

/** Where Mantine's own choice is too faint for small text, or the surface needs our tone. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--wakil-nav-width': '15.5rem' },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': gray[6],
    '--mantine-color-placeholder': gray[6],
    '--mantine-color-error': '#b42318',
    '--wakil-focus': brand[7],
    '--wakil-canvas': gray[0],
    '--wakil-surface': '#ffffff',
    '--wakil-line': gray[2],
    '--wakil-sunken': gray[1],
    '--wakil-accent-soft': brand[0],
    '--wakil-accent-text': brand[8],
  },
  dark: {
    '--mantine-color-body': dark[7],
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-error': '#ff9b90',
    '--mantine-color-anchor': brand[4],
    '--wakil-focus': brand[4],
    '--wakil-canvas': dark[8],
    '--wakil-surface': dark[7],
    '--wakil-line': dark[5],
    '--wakil-sunken': dark[6],
    '--wakil-accent-soft': 'rgb(71 191 174 / 12%)',
    '--wakil-accent-text': brand[3],
  },
});
