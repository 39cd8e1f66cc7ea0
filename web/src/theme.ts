/**
 * The tokens of the whole workbench, light and dark designed together. The only place for colours besides the
 * canvas's appearance file. Colour is spent on risk and decisions; everything else is ink on paper.
 * Text tokens keep at least 4.5:1 on both paper and panel, lines that mean something 3:1 (test/web/theme.test.ts).
 */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const INK: MantineColorsTuple = [
  '#f3f4f5',
  '#e4e6e8',
  '#cbced2',
  '#a8adb4',
  '#858b94',
  '#666c75',
  '#51565e',
  '#3d4148',
  '#2a2d32',
  '#1b1d20',
];

/** Mantine draws borders with the fourth and faces with the sixth of these; text with the first. */
const GREY: MantineColorsTuple = [
  '#f6f6f4',
  '#f0f0ed',
  '#e6e6e2',
  '#dcdcd8',
  '#84888f',
  '#767b82',
  '#666c75',
  '#51565e',
  '#2a2d32',
  '#1b1d20',
];
const DARK: MantineColorsTuple = [
  '#e6e8ea',
  '#c5c9ce',
  '#a4aab2',
  '#9096a0',
  '#737a84',
  '#3a4047',
  '#262a2f',
  '#15171a',
  '#1b1e22',
  '#101214',
];

export type Tokens = Readonly<Record<string, string>>;

export const LIGHT_TOKENS: Tokens = {
  '--paper': '#ffffff',
  '--panel': '#f6f6f4',
  '--raised': '#ededea',
  '--ink': '#1b1d20',
  '--ink-quiet': '#565b62',
  '--line': '#dcdcd8',
  '--line-strong': '#84888f',
  '--focus': '#1a5fb4',
  '--chosen': '#e3ebf5',
  '--critical': '#a3121b',
  '--high': '#a34400',
  '--medium': '#7a5c00',
  '--low': '#565b62',
  '--fraud': '#a3121b',
  '--restricted': '#8a5300',
  '--legitimate': '#1e6b34',
  '--lane': '#565b62',
};

export const DARK_TOKENS: Tokens = {
  '--paper': '#15171a',
  '--panel': '#1b1e22',
  '--raised': '#262a2f',
  '--ink': '#e6e8ea',
  '--ink-quiet': '#a4aab2',
  '--line': '#31363c',
  '--line-strong': '#737a84',
  '--focus': '#7db3f5',
  '--chosen': '#22303f',
  '--critical': '#ff8080',
  '--high': '#f5a25d',
  '--medium': '#dcc05a',
  '--low': '#a4aab2',
  '--fraud': '#ff8080',
  '--restricted': '#eda74a',
  '--legitimate': '#72c98a',
  '--lane': '#a4aab2',
};

const toMantine = (tokens: Tokens): Record<string, string> => ({
  ...tokens,
  '--mantine-color-body': tokens['--paper'] ?? '',
  '--mantine-color-text': tokens['--ink'] ?? '',
  '--mantine-color-dimmed': tokens['--ink-quiet'] ?? '',
  '--mantine-color-placeholder': tokens['--ink-quiet'] ?? '',
  '--mantine-color-default-border': tokens['--line-strong'] ?? '',
  '--mantine-color-default': tokens['--paper'] ?? '',
  '--mantine-color-default-hover': tokens['--raised'] ?? '',
  '--mantine-color-error': tokens['--fraud'] ?? '',
});

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: toMantine(LIGHT_TOKENS),
  dark: toMantine(DARK_TOKENS),
});

const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';

export const theme = createTheme({
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '20px', xl: '24px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '2px', md: '3px', lg: '4px', xl: '4px' },
  defaultRadius: 'sm',
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '15px' }, h2: { fontSize: '13px' } } },
  colors: { ink: INK, gray: GREY, dark: DARK },
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 1 },
  autoContrast: true,
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
});
