import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SEVERITY_NAMES, STATE_NAMES } from '../../../../../renderer/ui/icons/names.ts';
import tokens from '../../../../../renderer/ui/theme/tokens.json';
import { cssVariables } from '../../../../../renderer/ui/theme/tokens.ts';

type Rgb = readonly [number, number, number];
const colors: Readonly<Record<string, string>> = tokens.color;

function rgbOf(name: string): Rgb {
  const hex = /^#(..)(..)(..)$/.exec(colors[name] ?? '');
  if (hex === null) throw new Error(`${name} is no plain colour`);
  return [1, 2, 3].map((i) => Number.parseInt(hex[i] ?? '', 16)) as unknown as Rgb;
}

/** WCAG 2.2, relative luminance. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = ['bg-well', 'bg-base', 'bg-raised', 'bg-overlay'];

describe('words', () => {
  it.each(['tx-1', 'tx-2', 'tx-3', 'ac-text', 'st-error', 'st-live'])('%s can be read on every surface', (text) => {
    for (const surface of SURFACES) {
      expect([surface, contrast(rgbOf(text), rgbOf(surface))]).toEqual([
        surface,
        expect.toSatisfy((c) => Number(c) >= 4.5),
      ]);
    }
  });

  it('words can be read on the primary button in every state', () => {
    for (const fill of ['ac-fill', 'ac-fill-hover', 'ac-fill-press']) {
      expect(contrast([255, 255, 255], rgbOf(fill))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('words can be read where they are chosen', () => {
    for (const text of ['tx-1', 'tx-2', 'tx-3']) {
      expect(contrast(rgbOf(text), rgbOf('ac-selected'))).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('marks', () => {
  const marks = Object.keys(colors).filter(
    (name) => /^(?:st|sv)-/.test(name) || name === 'ac-focus' || name === 'ac-line',
  );

  it.each(marks)('%s stands out from every surface', (mark) => {
    for (const surface of SURFACES) expect(contrast(rgbOf(mark), rgbOf(surface))).toBeGreaterThanOrEqual(3);
  });

  // @promise comfort.shapes: Marks differ by shape and not by colour alone.
  it('marks are distinguished by their shape, however the eye sees colours', () => {
    const sprite = readFileSync(
      path.resolve(import.meta.dirname, '../../../../../renderer/ui/icons/icons.svg'),
      'utf8',
    );
    const shapeOf = (id: string): string =>
      new RegExp(`<symbol id="${id}"[^>]*>(.*?)</symbol>`, 's').exec(sprite)?.[1] ?? '';
    const plain = (shape: string): string => shape.replaceAll(/\s+/g, ' ').replaceAll(/(?:fill|stroke)="#[^"]*"/g, '');
    for (const [prefix, names] of [
      ['s', STATE_NAMES],
      ['v', SEVERITY_NAMES],
    ] as const) {
      const shapes = names.map((name) => plain(shapeOf(`${prefix}-${name}`)));
      expect(shapes).not.toContain('');
      expect(new Set(shapes).size).toBe(names.length);
    }
  });
});

/** Viénot, Brettel and Mollon 1999: a colour as eyes without long or middle cones see it, in linear light. */
const BLINDNESS: Readonly<Record<string, readonly Rgb[]>> = {
  protanopia: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deuteranopia: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
};

describe.each(Object.keys(BLINDNESS))('for eyes with %s', (kind) => {
  it('playing, waiting and failed look different by colour as well', () => {
    const seen = (name: string): Rgb => {
      const linear = rgbOf(name).map((channel) => (channel / 255) ** 2.2);
      const rows = BLINDNESS[kind] ?? [];
      return rows.map(
        (row) =>
          255 *
          Math.max(
            0,
            row.reduce((sum, part, i) => sum + part * (linear[i] ?? 0), 0),
          ) **
            (1 / 2.2),
      ) as unknown as Rgb;
    };
    const distance = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    const states = ['st-live', 'st-reconnecting', 'st-error', 'st-offline'].map(seen);
    states.forEach((one, i) =>
      states.slice(i + 1).forEach((other) => expect(distance(one, other)).toBeGreaterThan(25)),
    );
  });
});

// @promise comfort.less-motion: Motion ends when the system or you ask for stillness.
it('motion ends when the system or the operator asks for stillness', () => {
  const css = cssVariables();
  for (const asked of [/prefers-reduced-motion:reduce\)\{:root\{([^}]*)/, /data-motion='less'\]\{([^}]*)/]) {
    expect(asked.exec(css)?.[1]).toBe('--d-fast:0ms;--d-base:0ms;--d-slow:0ms');
  }
  const base = readFileSync(path.resolve(import.meta.dirname, '../../../../../renderer/ui/theme/base.css'), 'utf8');
  expect(base.match(/animation-duration: 0s !important/g)).toHaveLength(2);
});
