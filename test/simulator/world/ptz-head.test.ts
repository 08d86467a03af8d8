import { expect, it } from 'vitest';
import { PtzHead } from './ptz-head.ts';

const T0 = 1_780_000_000_000;

it('the head of a PTZ camera turns with time and speed until it is ended, and past north', () => {
  const head = new PtzHead();
  head.begin({ panDeg: -20, tiltDeg: 10 }, T0);
  expect(head.at(T0 + 1_500)).toEqual({ panDeg: 330, tiltDeg: 15, zoom: 1 });
  head.end(['panDeg', 'tiltDeg'], T0 + 2_000);
  expect(head.at(T0 + 60_000)).toEqual({ panDeg: 320, tiltDeg: 20, zoom: 1 });
});

it('the head of a PTZ camera stops at its limits', () => {
  const head = new PtzHead();
  head.begin({ tiltDeg: -40, zoom: 10 }, T0);
  expect(head.at(T0 + 10_000)).toEqual({ panDeg: 0, tiltDeg: -90, zoom: 30 });
});

it('the head of a PTZ camera goes to a preset the shorter way, and takes time for it', () => {
  const head = new PtzHead({ panDeg: 350, tiltDeg: 0, zoom: 1 });
  head.goTo({ panDeg: 80, tiltDeg: -10, zoom: 2 }, T0);
  expect(head.at(T0 + 500)).toEqual({ panDeg: 35, tiltDeg: -10, zoom: 2 });
  expect(head.at(T0 + 1_000)).toEqual({ panDeg: 80, tiltDeg: -10, zoom: 2 });
});

it('the head of a PTZ camera stays where a stop meets it on the way to a preset', () => {
  const head = new PtzHead();
  head.goTo({ panDeg: 90, tiltDeg: 0, zoom: 1 }, T0);
  head.end(['panDeg', 'tiltDeg'], T0 + 500);
  expect(head.at(T0 + 9_000)).toEqual({ panDeg: 45, tiltDeg: 0, zoom: 1 });
});

it('the head of a PTZ camera visits the stops of a round again and again, until somebody moves it', () => {
  const [a, b] = [
    { panDeg: 90, tiltDeg: 0, zoom: 1 },
    { panDeg: 180, tiltDeg: 0, zoom: 1 },
  ];
  const head = new PtzHead();
  head.follow(
    [
      { pose: a, dwellMs: 3_000 },
      { pose: b, dwellMs: 3_000 },
    ],
    T0,
  );
  // One second for each way of 90 degrees, three at each stop.
  expect([500, 1_000, 3_900, 4_500, 5_000, 7_900].map((ms) => head.at(T0 + ms).panDeg)).toEqual([
    ...[45, 90, 90, 135, 180, 180],
  ]);
  expect([8_500, 9_500, 16_500].map((ms) => head.at(T0 + ms).panDeg)).toEqual([135, 90, 135]);
  head.goTo({ panDeg: 0, tiltDeg: 0, zoom: 1 }, T0 + 9_500);
  expect([head.isOnRound, head.at(T0 + 60_000).panDeg]).toEqual([false, 0]);
});
