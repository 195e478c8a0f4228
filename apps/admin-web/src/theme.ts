import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const parley: MantineColorsTuple = [
  '#eef0ff',
  '#dbdffa',
  '#b4bbf0',
  '#8b96e6',
  '#6975de',
  '#5360d9',
  '#4250c8',
  '#3742b0',
  '#303a9e',
  '#26308b',
];

/** The dashboard's look: dense, and calm enough to be looked at all day. */
export const theme = createTheme({
  colors: { parley },
  primaryColor: 'parley',
  primaryShade: { light: 6, dark: 5 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: { sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.0625rem' } } },
});

/** Secondary text dark enough, or light enough, to be read by everybody (WCAG AA). */
export const readableColors: CSSVariablesResolver = (mantine) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': mantine.colors.gray[7],
    '--mantine-color-placeholder': mantine.colors.gray[6],
  },
  dark: {
    '--mantine-color-dimmed': mantine.colors.dark[1],
    '--mantine-color-placeholder': mantine.colors.dark[2],
    '--mantine-color-anchor': parley[3],
  },
});
