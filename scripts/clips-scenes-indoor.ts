/** The synthetic scenes under a roof: lobby, loading dock, metro platform. */
import type { Scene } from './clips-shapes.ts';
import * as s from './clips-shapes.ts';

const { glow, rect, polygon, line } = s;

const lobby: Scene = {
  id: 'lobby',
  noise: 3,
  background() {
    const tiles = Array.from({ length: 15 }, (_, i) =>
      line(640 + (i - 7) * 70, 420, 640 + (i - 7) * 210, 720, '#564d42', 2),
    );
    const rows = [440, 468, 508, 562, 634].map((y) => line(0, y, s.WIDTH, y, '#564d42', 2));
    const ceiling = [290, 500, 710, 920].map(
      (x) => polygon([[x, 44], [x + 84, 44], [x + 76, 92], [x + 8, 92]], '#fff1d2', 'opacity=".9"') + glow(x + 42, 66, 150, 'warm', 0.35), // prettier-ignore
    );
    const panes = Array.from({ length: 5 }, (_, i) => rect(436 + i * 84, 190, 78, 206, '#101a26'));
    return (
      `<defs>${s.GLOWS}${s.vertical('wall', [0, '#4a443b'], [1, '#5e564a'])}${s.vertical('floor', [0, '#6b6153'], [1, '#4a4238'])}</defs>` +
      rect(0, 0, s.WIDTH, 424, 'url(#wall)') + polygon([[0, 0], [1280, 0], [980, 150], [300, 150]], '#3a3733') + // prettier-ignore
      ceiling.join('') + rect(424, 180, 432, 226, '#2a2d31') + panes.join('') + // prettier-ignore
      glow(520, 330, 60, 'warm', 0.5) + glow(730, 340, 44, 'red', 0.4) + glow(640, 310, 36, 'cool', 0.4) + // prettier-ignore
      polygon([[0, 60], [240, 150], [240, 424], [0, 520]], '#534a3f') + polygon([[1280, 60], [1040, 150], [1040, 424], [1280, 520]], '#4c443a') + // prettier-ignore
      polygon([[1090, 190], [1240, 150], [1240, 400], [1090, 372]], '#2a2622') + polygon([[1106, 204], [1224, 172], [1224, 380], [1106, 356]], '#8d8069', 'opacity=".5"') + // prettier-ignore
      rect(0, 420, s.WIDTH, 300, 'url(#floor)') + rows.join('') + tiles.join('') + // prettier-ignore
      `<ellipse cx="640" cy="560" rx="420" ry="90" fill="#fff1d2" opacity=".09"/>` +
      polygon([[60, 430], [440, 430], [480, 470], [40, 470]], '#a58f6d') + polygon([[40, 470], [480, 470], [470, 610], [50, 610]], '#6d5b42') + // prettier-ignore
      rect(140, 376, 62, 44, '#16191d') + rect(146, 382, 50, 32, '#5d7f9e') + // prettier-ignore
      `<path d="M980 440q-40-120 6-170M990 440q20-110 60-130M984 440q-70-80-84-80" stroke="#33452f" stroke-width="14" fill="none" stroke-linecap="round"/>` +
      polygon([[950, 430], [1024, 430], [1012, 500], [962, 500]], '#2b2722') + s.vignette() // prettier-ignore
    );
  },
  movers(t, sec) {
    const sway = Math.sin(t * 4 * Math.PI) * 5;
    const across = -80 + t * 1440;
    const other = 1360 - s.fraction(t + 0.45) * 1440;
    return (
      s.person(300 + sway, 440, 150, '#2f4a63', 0.25) +
      polygon([[40, 470], [480, 470], [470, 610], [50, 610]], '#6d5b42') + polygon([[60, 430], [440, 430], [480, 470], [40, 470]], '#a58f6d') + // prettier-ignore
      s.person(other, 622, 236, '#5b2f2c', sec * 1.1) + s.person(across, 656, 258, '#3a3f4a', sec * 1.1 + 0.3) // prettier-ignore
    );
  },
};

const dock: Scene = {
  id: 'loading-dock',
  noise: 7,
  grade: 'hue=s=0',
  background() {
    const doors = [70, 380, 690, 1000].map((x, i) => {
      const slats = Array.from({ length: 8 }, (_, k) => line(x, 160 + k * 29, x + 220, 160 + k * 29, '#3f444a', 4));
      const open = i === 1;
      return (
        rect(x - 10, 130, 240, 264, '#23262b') +
        rect(x, 140, 220, 254, open ? '#d8dbde' : '#5a5f66') +
        (open
          ? rect(x + 16, 240, 80, 154, '#9fa4aa') +
            rect(x + 104, 284, 90, 110, '#8b9096') +
            rect(x + 30, 190, 60, 50, '#b4b8bd')
          : slats.join('')) + // prettier-ignore
        `<text x="${x + 110}" y="116" font-family="DejaVu Sans" font-size="44" fill="#c8cbd0" text-anchor="middle">${i + 4}</text>`
      );
    });
    const stripes = Array.from(
      { length: 23 },
      (_, i) =>
      polygon([[i * 60, 394], [i * 60 + 30, 394], [i * 60 + 14, 420], [i * 60 - 16, 420]], '#d8d8d4'), // prettier-ignore
    );
    return (
      `<defs>${s.GLOWS}${s.vertical('wall', [0, '#15171a'], [1, '#3a3e44'])}${s.vertical('floor', [0, '#4c5056'], [1, '#24272b'])}` +
      `<radialGradient id="ir" cx=".5" cy=".55" r=".6"><stop offset="0" stop-color="#fff" stop-opacity=".16"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs>` +
      rect(0, 0, s.WIDTH, 400, 'url(#wall)') + doors.join('') + // prettier-ignore
      rect(0, 394, s.WIDTH, 26, '#1b1d20') + stripes.join('') + rect(0, 420, s.WIDTH, 300, 'url(#floor)') + // prettier-ignore
      [300, 560, 720, 980].map((x) => line(x, 424, 640 + (x - 640) * 2.2, 700, '#9a9d9f', 5, 'opacity=".45"')).join('') +
      rect(0, 0, s.WIDTH, s.HEIGHT, 'url(#ir)') + s.vignette() // prettier-ignore
    );
  },
  movers(t, sec) {
    const there = Math.sin(t * 2 * Math.PI - 0.7);
    const x = 650 + there * 470;
    const facing = Math.cos(t * 2 * Math.PI - 0.7) >= 0 ? 1 : -1;
    const lift =
      `<g transform="translate(${s.n(x)} 560) scale(${facing} 1)"><ellipse cx="0" cy="6" rx="130" ry="14" fill="#000" opacity=".5"/>` +
      `${rect(-80, -70, 130, 60, '#aeb2b6')}${rect(-70, -150, 10, 90, '#585c61')}${rect(30, -150, 10, 90, '#585c61')}${rect(-78, -160, 128, 12, '#6b7076')}` +
      `${rect(58, -170, 12, 170, '#44484d')}${rect(66, -10, 74, 8, '#3a3d41')}${rect(72, -84, 70, 74, '#8f8a80')}${rect(78, -132, 56, 48, '#a29c90')}` +
      `<circle cx="-50" cy="-8" r="19" fill="#0d0e10"/><circle cx="30" cy="-8" r="19" fill="#0d0e10"/>` +
      `<circle cx="-16" cy="-112" r="15" fill="#c6c6c6"/><path d="M-40 -62q0-36 24-36t24 36z" fill="#d9d9d9"/></g>` +
      glow(x + facing * 64, 500, 60, 'cool', 0.5);
    return s.person(980 - t * 700 + (t > 0.5 ? (t - 0.5) * 1400 : 0), 470, 130, '#e2e2e2', sec * 1.2, '#7b7d80') + lift;
  },
};

/** From the back to the front: the floor, the line at its edge, the pit of the track, two walls and a poster. */
const PLATFORM_SURFACES: readonly Parameters<typeof polygon>[] = [
  [[[580, 330], [640, 330], [760, 720], [-200, 720]], 'url(#floor)'], // prettier-ignore
  [[[640, 330], [652, 330], [850, 720], [760, 720]], '#c2a441', 'opacity=".75"'], // prettier-ignore
  [[[652, 330], [720, 330], [1480, 720], [850, 720]], '#0b0d10'], // prettier-ignore
  [[[0, 0], [580, 280], [580, 332], [0, 560]], '#2b3138'], // prettier-ignore
  [[[60, 140], [300, 230], [300, 330], [60, 380]], '#394b5c'], // prettier-ignore
  [[[76, 160], [284, 240], [284, 318], [76, 362]], '#7f93a3', 'opacity=".55"'], // prettier-ignore
  [[[720, 280], [1280, 20], [1280, 560], [720, 340]], '#14181c'], // prettier-ignore
];

const platform: Scene = {
  id: 'metro-platform',
  noise: 4,
  background() {
    const lights = Array.from({ length: 7 }, (_, i) => {
      const depth = 1 + i * 0.75;
      return polygon([[640 - 300 / depth, 300 - 250 / depth], [640 - 130 / depth, 300 - 250 / depth], [640 - 130 / depth, 300 - 236 / depth], [640 - 300 / depth, 300 - 236 / depth]], '#e9f2f8', 'opacity=".85"'); // prettier-ignore
    });
    return (
      `<defs>${s.GLOWS}${s.vertical('back', [0, '#171b20'], [1, '#232930'])}${s.vertical('floor', [0, '#2d333a'], [1, '#4a525b'])}</defs>` +
      rect(0, 0, s.WIDTH, s.HEIGHT, 'url(#back)') +
      polygon(
        [
          [0, 0],
          [1280, 0],
          [700, 280],
          [580, 280],
        ],
        '#1d2228',
      ) +
      lights.join('') + // prettier-ignore
      PLATFORM_SURFACES.map(([points, ...paint]) => polygon(points, ...paint)).join('') +
      [1, 1.7, 2.9].map((d) => rect(640 - 250 / d, 300 - 300 / d, 44 / d, 640 / d, '#3c444d')).join('') +
      s.vignette()
    );
  },
  movers(t, sec) {
    const arrive = s.ease(t, 0.05, 0.3);
    const leave = s.ease(t, 0.65, 0.9);
    const isThere = t > 0.04 && t < 0.9;
    const doors = Array.from({ length: 5 }, (_, i) => {
      const a = 1.02 + i * 0.55 + (1 - arrive) * 6 + leave * 7;
      const b = a + 0.2;
      return polygon([[690 + 560 / a, 300 - 190 / a], [690 + 560 / b, 300 - 190 / b], [690 + 560 / b, 300 + 170 / b], [690 + 560 / a, 300 + 170 / a]], '#e8d9ae', 'opacity=".8"'); // prettier-ignore
    });
    const from = 0.62 + (1 - arrive) * 6 + leave * 7;
    const train = isThere
      ? polygon([[690 + 560 / from, 300 - 250 / from], [706, 290], [706, 322], [690 + 560 / from, 300 + 300 / from]], '#7d8894') +
        polygon([[690 + 560 / from, 300 + 60 / from], [706, 304], [706, 308], [690 + 560 / from, 300 + 110 / from]], '#2f6f9c') +
        doors.join('') + glow(690 + 560 / from, 300 + 40 / from, 120 / from, 'cool', arrive < 1 ? 0.9 : 0.1) // prettier-ignore
      : '';
    const crowd = [
      s.person(430 + Math.sin(t * 2 * Math.PI) * 6, 560, 210, '#36404d', 0.25),
      s.person(560 + Math.sin(t * 4 * Math.PI) * 4, 470, 140, '#5a3a36', 0.25),
      s.person(250 + s.ease(t, 0.1, 0.9) * 320 - s.ease(t, 0.93, 1) * 320, 640 - s.ease(t, 0.1, 0.9) * 260, 250 - s.ease(t, 0.1, 0.9) * 170, '#2f4a45', sec), // prettier-ignore
    ];
    return train + crowd.join('');
  },
};

export const INDOOR_SCENES: readonly Scene[] = [lobby, dock, platform];
