/** The synthetic scenes in the open: ring road, gate, car park, canal. */
import type { Scene } from './clips-shapes.ts';
import * as s from './clips-shapes.ts';

const { glow, rect, polygon, line, n } = s;

function skyline(seed: number, baseY: number, tallest: number): string {
  const random = s.seeded(seed);
  let out = '';
  for (let x = -20; x < s.WIDTH;) {
    const w = 60 + random() * 90;
    const h = tallest * (0.35 + random() * 0.65);
    const shade = ['#10141b', '#141922', '#0e1218', '#171c25'][Math.floor(random() * 4)] ?? '#10141b';
    out += rect(x, baseY - h, w, h, shade);
    out += s.windows(
      x + 8,
      baseY - h + 10,
      Math.floor((w - 12) / 15),
      Math.floor((h - 14) / 17),
      [15, 17],
      random,
      0.24,
    );
    x += w + random() * 10;
  }
  return out;
}

const HORIZON = 292;

/** Perspective of the ring road: lateral offset and depth to a point; depth 1 is near. */
function onRoad(lateral: number, depth: number): readonly [number, number] {
  return [640 + (lateral * 560) / depth, HORIZON + 400 / depth];
}

const LANES = [
  { at: -0.95, speed: 1, phase: 0.05, facing: 'back' },
  { at: -0.95, speed: 1, phase: 0.55, facing: 'back' },
  { at: -0.38, speed: 1, phase: 0.3, facing: 'back' },
  { at: -0.38, speed: 1, phase: 0.86, facing: 'back' },
  { at: 0.38, speed: 2, phase: 0.12, facing: 'front' },
  { at: 0.38, speed: 2, phase: 0.62, facing: 'front' },
  { at: 0.95, speed: 1, phase: 0.4, facing: 'front' },
  { at: 0.95, speed: 1, phase: 0.75, facing: 'front' },
  { at: 0.95, speed: 1, phase: 0.02, facing: 'front' },
] as const;
const PAINTS = ['#2b313b', '#3a2c2e', '#39404a', '#22303f', '#454545', '#2d3a33'] as const;

const ringRoad: Scene = {
  id: 'ring-road',
  noise: 5,
  background() {
    const dashes = [-0.67, 0.67].flatMap((lateral) =>
      Array.from({ length: 14 }, (_, i) => {
        const [near, far] = [0.95 + i * 0.9, 1.25 + i * 0.9];
        const [x1, y1] = onRoad(lateral - 0.015, near);
        const [x2, y2] = onRoad(lateral + 0.015, near);
        const [x3, y3] = onRoad(lateral + 0.015, far);
        const [x4, y4] = onRoad(lateral - 0.015, far);
        return polygon([[x1, y1], [x2, y2], [x3, y3], [x4, y4]], '#8d9097', 'opacity=".55"'); // prettier-ignore
      }),
    );
    const lamps = [1.15, 1.6, 2.3, 3.4, 5.2, 8].flatMap((depth) =>
      [-1.75, 1.75].map((lateral) => {
        const [x, y] = onRoad(lateral, depth);
        const h = 330 / depth;
        const arm = (lateral < 0 ? 60 : -60) / depth;
        return (
          line(x, y, x, y - h, '#2a2f37', 9 / depth + 1) +
          line(x, y - h, x + arm, y - h - 6 / depth, '#2a2f37', 6 / depth + 1) +
          glow(x + arm, y - h - 4 / depth, 150 / depth + 8, 'warm', 0.85) +
          `<ellipse cx="${n(x + arm * 3)}" cy="${n(y)}" rx="${n(260 / depth)}" ry="${n(36 / depth)}" fill="#ffc56e" opacity=".06"/>`
        );
      }),
    );
    const sign = (x: number): string =>
      rect(x, 196, 150, 62, '#14563c') +
      rect(x + 4, 200, 142, 54, 'none', 'stroke="#8fc7ad" stroke-width="1.5"') +
      rect(x + 16, 212, 78, 8, '#b9d9ca') +
      rect(x + 16, 230, 54, 7, '#b9d9ca') +
      `<path d="M${x + 126} 214v28m-9-12l9 12 9-12" stroke="#b9d9ca" stroke-width="4" fill="none"/>`;
    return (
      `<defs>${s.GLOWS}${s.vertical('sky', [0, '#05070c'], [1, '#141b28'])}${s.vertical('tar', [0, '#191c22'], [1, '#262a31'])}</defs>` +
      rect(0, 0, s.WIDTH, HORIZON + 4, 'url(#sky)') +
      `<g filter="url(#soft)">${skyline(7, HORIZON + 2, 190)}</g>` +
      rect(0, HORIZON, s.WIDTH, s.HEIGHT - HORIZON, '#0c0e11') +
      polygon([onRoad(-1.4, 60), onRoad(1.4, 60), onRoad(1.4, 0.8), onRoad(-1.4, 0.8)], 'url(#tar)') +
      polygon([onRoad(-0.05, 60), onRoad(0.05, 60), onRoad(0.05, 0.8), onRoad(-0.05, 0.8)], '#3a3e45') +
      dashes.join('') +
      lamps.reverse().join('') +
      rect(372, 176, 10, 250, '#2b3038') + rect(898, 176, 10, 250, '#2b3038') + // prettier-ignore
      rect(364, 176, 552, 16, '#323841') + sign(430) + sign(700) // prettier-ignore
    );
  },
  movers(t) {
    const cars = LANES.map((lane, i) => {
      const p = s.fraction(t * lane.speed + lane.phase);
      const depth = 0.75 + 17 * (lane.facing === 'front' ? 1 - p : p) ** 1.6;
      return { lane, depth, body: PAINTS[i % PAINTS.length] ?? '#333' };
    });
    return cars
      .sort((a, b) => b.depth - a.depth)
      .map(({ lane, depth, body }) => {
        const [x, y] = onRoad(lane.at, depth);
        return s.car(x, y, 235 / depth, body, lane.facing);
      })
      .join('');
  },
};

const gate: Scene = {
  id: 'north-gate',
  noise: 5,
  background() {
    const fence = Array.from({ length: 26 }, (_, i) => line(330 + i * 18, 286, 330 + i * 18, 396, '#39414d', 3));
    return (
      `<defs>${s.GLOWS}${s.vertical('sky', [0, '#06080d'], [1, '#161c27'])}${s.vertical('ground', [0, '#1a1d21'], [1, '#2a2d31'])}</defs>` +
      rect(0, 0, s.WIDTH, 400, 'url(#sky)') +
      `<g filter="url(#soft)">${skyline(21, 392, 260)}</g>` +
      rect(0, 392, s.WIDTH, 330, 'url(#ground)') +
      polygon(
        [
          [560, 392],
          [760, 392],
          [1120, 720],
          [220, 720],
        ],
        '#2f3237',
      ) + // prettier-ignore
      line(640, 420, 610, 470, '#b9a052', 5) +
      line(600, 500, 566, 570, '#b9a052', 7) +
      line(552, 600, 520, 672, '#b9a052', 9) + // prettier-ignore
      line(320, 290, 800, 290, '#454e5b', 4) +
      fence.join('') + // prettier-ignore
      line(214, 190, 214, 440, '#2c323b', 8) +
      glow(214, 190, 230, 'warm', 0.8) + // prettier-ignore
      `<ellipse cx="280" cy="450" rx="270" ry="40" fill="#ffc56e" opacity=".07"/>` +
      rect(900, 190, 210, 270, '#2e333c') +
      rect(884, 176, 242, 20, '#3c424d') + // prettier-ignore
      rect(930, 240, 120, 96, '#e3bf7a') +
      rect(930, 240, 120, 96, 'none', 'stroke="#1a1d22" stroke-width="6"') + // prettier-ignore
      line(990, 240, 990, 336, '#1a1d22', 4) +
      glow(990, 290, 220, 'warm', 0.5) + // prettier-ignore
      `<circle cx="962" cy="286" r="13" fill="#3a2f28"/><path d="M940 336q2-36 22-36t22 36z" fill="#22303f"/>` +
      rect(868, 400, 30, 70, '#c9ccd2')
    );
  },
  movers(t, sec) {
    const lift = s.ease(t, 0.2, 0.28) - s.ease(t, 0.62, 0.7);
    const arrive = s.ease(t, 0.02, 0.2);
    const leave = s.ease(t, 0.32, 0.62);
    const depth = 5.6 - arrive * 3.1 - leave * 1.85;
    const [x, y] = [640 - (250 / depth) * (leave * 0.3), 372 + 300 / depth];
    const isOnStage = t > 0.01 && t < 0.64;
    const vehicle = isOnStage ? s.car(x - 20, y, 660 / depth, '#3c434d', 'front') : '';
    const stripes = Array.from({ length: 9 }, (_, i) => rect(-490 + i * 54, -8, 27, 16, '#b8382e'));
    const bar =
      `<g transform="translate(880 412) rotate(${n(lift * 74)})">${rect(-490, -8, 500, 16, '#e4e4de')}${stripes.join('')}` +
      `<circle cx="-486" cy="0" r="6" fill="${Math.floor(sec * 2) % 2 === 0 ? '#ff5b4a' : '#5a1a14'}"/></g>`;
    const walker = s.person(120 + t * 240, 470 + t * 60, 120, '#2a3442', sec * 1.2);
    const signal = glow(883, 386, 26, lift > 0.9 ? 'green' : 'red', 0.9);
    return depth > 2.35 ? vehicle + bar + signal + walker : bar + signal + vehicle + walker;
  },
};

const carPark: Scene = {
  id: 'car-park',
  noise: 4,
  background() {
    const random = s.seeded(5);
    const paints = ['#b9b6aa', '#3c4754', '#20262e', '#7a7466', '#344a63', '#55585c', '#4a3a34', '#8f9499'];
    const slots = Array.from({ length: 13 }, (_, i) => {
      const x = 20 + i * 100;
      const drawCar = (y: number, degrees: number): string =>
        random() < 0.72 ? s.carFromAbove(x + 50, y, 150, paints[Math.floor(random() * 8)] ?? '#444', degrees) : '';
      return (
        line(x, 40, x, 222, '#aaa89f', 4, 'opacity=".5"') +
        line(x, 470, x, 660, '#aaa89f', 4, 'opacity=".5"') +
        drawCar(132, 0) +
        drawCar(566, 180)
      );
    });
    const pools = [180, 640, 1100].map((x) => `<ellipse cx="${x}" cy="345" rx="330" ry="230" fill="url(#pool)"/>`);
    return (
      `<defs>${s.GLOWS}${s.vertical('tar', [0, '#26292d'], [0.5, '#3a3d41'], [1, '#26292d'])}` +
      `<radialGradient id="pool"><stop offset="0" stop-color="#dfe6ee" stop-opacity=".2"/><stop offset="1" stop-color="#dfe6ee" stop-opacity="0"/></radialGradient></defs>` +
      rect(0, 0, s.WIDTH, s.HEIGHT, 'url(#tar)') +
      line(0, 346, s.WIDTH, 346, '#c8b36a', 5, 'stroke-dasharray="56 40" opacity=".5"') +
      slots.join('') + pools.join('') + s.vignette() // prettier-ignore
    );
  },
  movers(t, sec) {
    const x = -160 + s.fraction(t + 0.1) * 1600;
    const cone = polygon(
      [[x + 76, 392], [x + 330, 340], [x + 330, 458], [x + 76, 408]], '#fff1cf', 'opacity=".12"'); // prettier-ignore
    const back = 1440 - s.fraction(t + 0.65) * 1600;
    const backCone = polygon(
      [[back - 76, 284], [back - 330, 234], [back - 330, 352], [back - 76, 300]], '#fff1cf', 'opacity=".12"'); // prettier-ignore
    const walkX = 700 + Math.sin(t * 2 * Math.PI) * 300;
    return (
      cone + s.carFromAbove(x, 400, 156, '#59636f', 90) + glow(x + 76, 386, 22, 'warm') + glow(x + 76, 414, 22, 'warm') +
      backCone + s.carFromAbove(back, 292, 156, '#7b3a35', -90) + glow(back - 76, 278, 22, 'warm') + glow(back - 76, 306, 22, 'warm') +
      s.person(walkX, 478, 66, '#20252d', sec * 1.3) // prettier-ignore
    );
  },
};

const LAMPS_ON_BRIDGE = [90, 310, 530, 750, 970, 1190] as const;

function bridgeY(x: number): number {
  return 300 + ((x - 640) / 640) ** 2 * 70;
}

const canal: Scene = {
  id: 'canal-bridge',
  noise: 5,
  background() {
    const deck = Array.from({ length: 65 }, (_, i) => [i * 20, bridgeY(i * 20)] as const);
    const under = [...deck].reverse().map(([x, y]) => [x, y + 34 + Math.abs(x - 640) * 0.03] as const);
    const lamps = LAMPS_ON_BRIDGE.map((x) => {
      const y = bridgeY(x);
      return line(x, y, x, y - 96, '#3a414b', 5) + glow(x, y - 98, 120, 'warm', 0.85);
    });
    const rails = Array.from({ length: 80 }, (_, i) =>
      line(i * 16, bridgeY(i * 16) - 26, i * 16, bridgeY(i * 16), '#2c333d', 2),
    );
    return (
      `<defs>${s.GLOWS}${s.vertical('sky', [0, '#070a12'], [1, '#1a2233'])}${s.vertical('water', [0, '#152130'], [1, '#0a1018'])}</defs>` +
      rect(0, 0, s.WIDTH, 420, 'url(#sky)') +
      `<g filter="url(#soft)">${skyline(33, 402, 240)}</g>` +
      rect(0, 400, s.WIDTH, 320, 'url(#water)') +
      line(0, 401, s.WIDTH, 401, '#2b3440', 6) +
      polygon([...deck, ...under], '#262c35') +
      polygon([[0, 384], [0, 470], [70, 404]], '#222831') + polygon([[1280, 384], [1280, 470], [1210, 404]], '#222831') + // prettier-ignore
      rails.join('') + lamps.join('') + s.vignette() // prettier-ignore
    );
  },
  movers(t, sec) {
    const streaks = LAMPS_ON_BRIDGE.flatMap((x, i) =>
      Array.from({ length: 11 }, (_, k) => {
        const wave = Math.sin((t * (3 + (k % 3)) + i * 0.37 + k * 0.21) * 2 * Math.PI);
        const width = 26 + k * 5 + wave * 14;
        const place = [x - width / 2 + wave * 6, 436 + k * 21, width, 5] as const;
        return rect(...place, '#e8b869', `rx="2.5" opacity="${n(0.34 - k * 0.024 + wave * 0.06, 3)}"`);
      }),
    );
    const boatX = -220 + t * 1720;
    const boat =
      `<g transform="translate(${n(boatX)} ${n(560 + Math.sin(sec * 2.5133) * 3)})"><path d="M-120 0H130L100 34H-96z" fill="#1d242d"/>` +
      `${rect(-60, -42, 100, 42, '#2b333e')}${rect(-50, -34, 22, 18, '#d9b676')}${rect(-18, -34, 22, 18, '#d9b676')}${rect(14, -34, 18, 18, '#51483a')}</g>` +
      glow(boatX + 126, 556, 40, 'green', 0.8) +
      glow(boatX - 10, 532, 70, 'warm', 0.4) + // prettier-ignore
      rect(boatX - 60, 606, 130, 5, '#d9b676', 'opacity=".22"');
    const walkers = [0.1, 0.18, 0.62].map((phase, i) => {
      const x = i === 2 ? 1320 - s.fraction(t + phase) * 1360 : -40 + s.fraction(t + phase) * 1360;
      return s.person(x, bridgeY(x) + 2, 62, ['#39424f', '#54403c', '#303a35'][i] ?? '#333', sec * 1.4 + phase);
    });
    return streaks.join('') + walkers.join('') + boat;
  },
};

export const OUTDOOR_SCENES: readonly Scene[] = [ringRoad, gate, carPark, canal];
