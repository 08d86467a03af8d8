/** Shapes that the synthetic scenes share, as SVG fragments on a canvas of 1280x720 pixels. */

/** One scene of a surveillance camera. Its bottom 48 rows are covered by the caption. */
export interface Scene {
  readonly id: string;
  /** Drawn once; may use filters. */
  background(): string;
  /** Drawn for every frame over the background. @param t position in the loop, 0 to 1. @param sec the same in seconds. */
  movers(t: number, sec: number): string;
  /** Strength of sensor noise, as of ffmpeg's noise filter. */
  readonly noise: number;
  /** ffmpeg filters that grade the picture, such as infrared's grey. */
  readonly grade?: string;
}

export const WIDTH = 1280;
export const HEIGHT = 720;

/** Gradients of glows, to be placed once in every SVG that uses {@link glow}. */
export const GLOWS = (
  [
    ['warm', '#ffe2b0', '#ffc56e'],
    ['cool', '#eaf4ff', '#b9d6ff'],
    ['red', '#ff8a78', '#ff3a2a'],
    ['green', '#b8ffd8', '#4fd08a'],
  ] as const
)
  .map(
    ([id, inner, outer]) =>
      `<radialGradient id="g-${id}"><stop offset="0" stop-color="${inner}" stop-opacity=".95"/>` +
      `<stop offset=".18" stop-color="${outer}" stop-opacity=".45"/>` +
      `<stop offset="1" stop-color="${outer}" stop-opacity="0"/></radialGradient>`,
  )
  .join('');

export function glow(
  x: number,
  y: number,
  radius: number,
  kind: 'warm' | 'cool' | 'red' | 'green',
  opacity = 1,
): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="url(#g-${kind})" opacity="${n(opacity)}"/>`;
}

export function rect(x: number, y: number, w: number, h: number, fill: string, extra = ''): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${extra}/>`;
}

export function polygon(points: readonly (readonly [number, number])[], fill: string, extra = ''): string {
  return `<path d="M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}z" fill="${fill}" ${extra}/>`;
}

export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: string,
  width: number,
  extra = '',
): string {
  const ends = `x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}"`;
  return `<line ${ends} stroke="${stroke}" stroke-width="${n(width)}" ${extra}/>`;
}

export function vertical(id: string, ...stops: readonly (readonly [number, string])[]): string {
  const list = stops.map(([offset, colour]) => `<stop offset="${offset}" stop-color="${colour}"/>`).join('');
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${list}</linearGradient>`;
}

/** Darker edges, as of a small lens. Needs no filter. */
export function vignette(): string {
  return (
    `<radialGradient id="vig" cx=".5" cy=".45" r=".75"><stop offset=".55" stop-color="#000" stop-opacity="0"/>` +
    `<stop offset="1" stop-color="#000" stop-opacity=".55"/></radialGradient>` +
    rect(0, 0, WIDTH, HEIGHT, 'url(#vig)')
  );
}

/** A walking person seen from the front or the back. @param y of the feet. @param step phase of the stride, in cycles. */
export function person(x: number, y: number, height: number, coat: string, step: number, legs = '#14161b'): string {
  const u = height / 100;
  const swing = Math.sin(step * 2 * Math.PI) * 9;
  const bob = Math.abs(Math.cos(step * 2 * Math.PI)) * 1.6;
  const leg = (dx: number, reach: number): string =>
    `<path d="M${n(dx)} -46L${n(dx + reach)} -1" stroke="${legs}" stroke-width="9" stroke-linecap="round"/>`;
  const arm = (dx: number, reach: number): string =>
    `<path d="M${n(dx)} -78L${n(dx + reach)} -50" stroke="${coat}" stroke-width="7" stroke-linecap="round"/>`;
  return (
    `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(24 * u)}" ry="${n(6 * u)}" fill="#000" opacity=".4"/>` +
    `<g transform="translate(${n(x)} ${n(y - bob * u)}) scale(${n(u, 3)})">${leg(-5, swing)}${leg(5, -swing)}` +
    `<rect x="-14" y="-85" width="28" height="43" rx="9" fill="${coat}"/>${arm(-14, -swing * 0.6)}${arm(14, swing * 0.6)}` +
    `<circle cx="0" cy="-93" r="8.5" fill="#b08f78"/><path d="M-8.500 -94a8.500 8.500 0 0 1 17 0z" fill="#1c1815"/></g>`
  );
}

/** A car from the front (headlights) or the back (tail lights). @param y of the wheels' contact. */
export function car(x: number, y: number, width: number, body: string, facing: 'front' | 'back'): string {
  const u = width / 100;
  const lamp = facing === 'front' ? '#fff4d8' : '#ff5a48';
  const shape =
    `<ellipse cx="0" cy="0" rx="56" ry="8" fill="#000" opacity=".55"/>` +
    `<path d="M-48 -10L-46 -36Q-44 -42 -36 -44L-26 -66Q-24 -70 -18 -70H18Q24 -70 26 -66L36 -44Q44 -42 46 -36L48 -10z" fill="${body}"/>` +
    `<path d="M-31 -45L-23 -64H23L31 -45z" fill="#0a0d12"/><rect x="-44" y="-12" width="16" height="13" fill="#050607"/>` +
    `<rect x="28" y="-12" width="16" height="13" fill="#050607"/><rect x="-20" y="-24" width="40" height="9" fill="#0c0e12"/>` +
    `<rect x="-43" y="-35" width="16" height="9" rx="3" fill="${lamp}"/><rect x="27" y="-35" width="16" height="9" rx="3" fill="${lamp}"/>`;
  const light = facing === 'front' ? 'warm' : 'red';
  const reach = (facing === 'front' ? 62 : 34) * u;
  return (
    `<g transform="translate(${n(x)} ${n(y)}) scale(${n(u, 3)})">${shape}</g>` +
    glow(x - 35 * u, y - 30 * u, reach, light, 0.9) +
    glow(x + 35 * u, y - 30 * u, reach, light, 0.9)
  );
}

/** A car from above, its nose up before turning. */
export function carFromAbove(x: number, y: number, length: number, body: string, degrees: number): string {
  const u = length / 100;
  return (
    `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(degrees)}) scale(${n(u, 3)})">` +
    `<rect x="-24" y="-46" width="54" height="102" rx="16" fill="#000" opacity=".35"/>` +
    `<rect x="-24" y="-50" width="48" height="100" rx="15" fill="${body}"/>` +
    `<path d="M-19 -18Q0 -28 19 -18L15 -4H-15z" fill="#0b0e13"/><path d="M-17 38Q0 44 17 38L14 28H-14z" fill="#0b0e13"/>` +
    `<rect x="-15" y="0" width="30" height="26" rx="5" fill="#fff" opacity=".07"/></g>`
  );
}

/** Windows of a facade, some lit. */
export function windows(
  x: number,
  y: number,
  columns: number,
  rows: number,
  pitch: readonly [number, number],
  random: () => number,
  lit = 0.3,
): string {
  const tones = ['#c79a4e', '#d8b26a', '#8fa3b8', '#b98a48'];
  let out = '';
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const isLit = random() < lit;
      const tone = tones[Math.floor(random() * tones.length)] ?? '#c79a4e';
      const opacity = isLit ? 0.25 + random() * 0.5 : 0.6;
      const place = [x + c * pitch[0], y + r * pitch[1], pitch[0] * 0.5, pitch[1] * 0.5] as const;
      out += rect(...place, isLit ? tone : '#090b0f', `opacity="${n(opacity)}"`);
    }
  }
  return out;
}

/** Repeatable pseudo-random numbers from 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The part after the point, also of negative numbers. */
export function fraction(value: number): number {
  return value - Math.floor(value);
}

/** 0 before `from`, 1 after `to`, smooth between. */
export function ease(value: number, from: number, to: number): number {
  const x = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return x * x * (3 - 2 * x);
}

export function n(value: number, digits = 1): string {
  return value.toFixed(digits);
}
