import { describe, expect, it } from 'vitest';
import { DARK_TOKENS, LIGHT_TOKENS, type Tokens } from '../../web/src/theme.ts';

/** WCAG 2.2, relative luminance and contrast ratio. */
const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

const TEXTS = [
  '--ink',
  '--ink-quiet',
  '--critical',
  '--high',
  '--medium',
  '--low',
  '--fraud',
  '--restricted',
  '--legitimate',
];
const FACES = ['--paper', '--panel', '--raised', '--chosen'];
const LINES = ['--line-strong', '--focus', '--lane'];

describe.each([
  ['light', LIGHT_TOKENS],
  ['dark', DARK_TOKENS],
] as const)('the %s tokens', (_scheme, tokens: Tokens) => {
  const of = (name: string): string => tokens[name] ?? '#000000';
  it.each(TEXTS.flatMap((text) => FACES.map((face) => [text, face] as const)))(
    '%s on %s reads at 4.5:1',
    (text, face) => {
      expect(contrast(of(text), of(face))).toBeGreaterThanOrEqual(4.5);
    },
  );
  it.each(LINES.flatMap((line) => ['--paper', '--panel'].map((face) => [line, face] as const)))(
    '%s on %s shows at 3:1',
    (line, face) => {
      expect(contrast(of(line), of(face))).toBeGreaterThanOrEqual(3);
    },
  );
  it('exist in both schemes', () => {
    expect(Object.keys(LIGHT_TOKENS)).toEqual(Object.keys(DARK_TOKENS));
  });
});
