import { describe, expect, it } from '@jest/globals';
import { palettes } from '../../../lambdas/shared/screen/styles.ts';

type Palette = (typeof palettes)['light' | 'dark'];
type Color = keyof Palette;

const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** WCAG 2: from 1 to 21. */
const contrast = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};

const onEvery = (color: Color, ...grounds: Color[]): [Color, Color][] =>
  grounds.map((ground) => [color, ground]);

const texts: [Color, Color][] = [
  ...onEvery('ink', 'bg', 'pale', 'warningbg', 'badbg', 'quietbg'),
  ...onEvery('soft', 'bg', 'pale', 'warningbg', 'badbg', 'quietbg'),
  ...(['link', 'good', 'warning', 'bad'] as const).flatMap((color) => onEvery(color, 'bg', 'pale')),
  ...onEvery('onlink', 'link'),
];

/** What is no text, and has to be seen: borders of what can be pressed and filled in, bars. */
const shapes: [Color, Color][] = [
  ...onEvery('edge', 'bg'),
  ...onEvery('link', 'track', 'bg'),
  ...onEvery('warning', 'track', 'warningbg'),
  ...onEvery('bad', 'track', 'badbg'),
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(texts)('%s is read on %s', (color, ground) => {
    expect(contrast(palettes[theme][color], palettes[theme][ground])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapes)('%s is seen on %s', (color, ground) => {
    expect(contrast(palettes[theme][color], palettes[theme][ground])).toBeGreaterThanOrEqual(3);
  });
});
