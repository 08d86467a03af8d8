/** Colours, patterns and fonts of the canvas, from the tokens of the theme. */
import { colors, typeFaces } from '../../theme/tokens.ts';
import type { Base } from './columns.ts';

/** A pattern as pixels, from the lower left corner; 0 leaves what is there. */
export interface Paint {
  readonly tile: Uint32Array;
  readonly width: number;
  readonly height: number;
}

type Shades = Readonly<Partial<Record<Base, Paint>>> & {
  readonly motion: Paint;
  readonly alarm: Paint;
  readonly cloud: Paint;
  readonly device: Paint;
};

/** The ground of a row before and after now. */
interface Ground {
  readonly well: number;
  readonly future: number;
}

export interface Ink {
  /** Device pixels in a CSS pixel. */
  readonly ratio: number;
  readonly full: Shades;
  /** For rows that are left out of an export. */
  readonly faint: Shades;
  readonly ground: Ground;
  readonly selected: Ground;
}

const CLOUD_LINE = '#7C8794';
const ARCHIVED_GROUND = '#3B2F4B';
const FAINT = 0.55;
const BAR_PX = 10;

/** @param px in CSS pixels. */
export const fontOf = (px: number, ratio: number, weight = 500): string =>
  `${weight} ${px * ratio}px ${typeFaces.mono}`;

type Rgb = readonly [red: number, green: number, blue: number];

/** @param color `#4D7698`. */
function rgbOf(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

const mixed = (over: Rgb, under: Rgb, share: number): Rgb => {
  const part = (i: 0 | 1 | 2): number => Math.round(over[i] * share + under[i] * (1 - share));
  return [part(0), part(1), part(2)];
};

/** As the canvas keeps a pixel on computers of today: red in the lowest byte. */
const packed = ([red, green, blue]: Rgb): number => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

const [WELL, BASE] = [rgbOf(colors['bg-well']), rgbOf(colors['bg-base'])];
/** `ac-tint`: the selected row. */
const TINT = { color: rgbOf(colors['ac-line']), share: 0.14 } as const;

/** @param ratio device pixels in a CSS pixel; a change of it needs new ink. */
export function inkFor(ratio: number): Ink {
  const tinted = (under: Rgb): number => packed(mixed(TINT.color, under, TINT.share));
  return {
    ratio,
    full: shadesOf(ratio, 1),
    faint: shadesOf(ratio, FAINT),
    ground: { well: packed(WELL), future: packed(BASE) },
    selected: { well: tinted(WELL), future: tinted(BASE) },
  };
}

/** @param share how strong the colours are over the ground. */
function shadesOf(k: number, share: number): Shades {
  const shade = (color: string): number => packed(mixed(rgbOf(color), WELL, share));
  const solid = (color: string): Paint => ({ tile: Uint32Array.of(shade(color)), width: 1, height: 1 });
  const bar = Math.round(BAR_PX * k);
  const step = Math.round(8 * k);
  const line = Math.max(1, Math.round(k));
  const [archived, ground] = [shade(colors['rc-archived']), shade(ARCHIVED_GROUND)];
  const hatch = (slope: 1 | -1): Paint =>
    tile(step, step, (x, y) => ((x + slope * y + step) % step < step / 2 ? archived : ground));
  const isEdge = (y: number): boolean => y < line || y >= bar - line;
  const dots = Math.max(1, 1.15 * k) ** 2;
  return {
    plain: solid(colors['rc-continuous']),
    motion: solid(colors['rc-motion']),
    alarm: solid(colors['rc-alarm']),
    archived: hatch(-1),
    restoring: hatch(1),
    cloud: solid(CLOUD_LINE),
    within: tile(step, bar, (x, y) => {
      if (isEdge(y)) return x < step / 2 ? archived : 0;
      return (x - y + 2 * step) % step < 1.5 * k ? archived : 0;
    }),
    unknown: tile(step, bar, (x, y) => {
      if (isEdge(y)) return shade(colors['ln-default']);
      return (x + 0.5 - step / 2) ** 2 + (y + 0.5 - bar / 2) ** 2 <= dots ? shade(colors['tx-3']) : 0;
    }),
    empty: tile(Math.round(6 * k), bar, (x, y) => (y < line && x < 3 * k ? shade(colors['tx-3']) : 0)),
    device: tile(Math.round(9 * k), 1, (x) => (x < 5 * k ? shade(colors['tx-2']) : 0)),
  };
}

function tile(width: number, height: number, at: (x: number, y: number) => number): Paint {
  const pixels = Uint32Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));
  return { tile: pixels, width, height };
}
