/** Sound in step with a picture, without a browser: the time of the device is counted by hand. */
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_PIECES, SoundLine } from '../../../../../renderer/media/sound/sound-line.ts';

const RATE = 8_000;
const DEVICE = 48_000;
const BLOCK = 128;
const PIECE_SEC = 0.04;

let line: SoundLine;

beforeEach(() => {
  line = new SoundLine();
});

/** The value of each sample is its own time on the line of the stream, as a share of 100 s. */
function send(fromSec: number, pieces: number, jitterSec: (i: number) => number = () => 0): void {
  for (let i = 0; i < pieces; i += 1) {
    const atSec = fromSec + i * PIECE_SEC;
    const samples = Float32Array.from({ length: PIECE_SEC * RATE }, (_, k) => (atSec + k / RATE) / 100);
    line.push(atSec + jitterSec(i), samples, RATE);
  }
}

/** Plays `blocks` blocks. @returns how far each sample was from the picture, in seconds, null for silence. */
function play(fromSec: number, blocks: number, pictureAt: (deviceSec: number) => number): readonly (number | null)[] {
  const off: (number | null)[] = [];
  for (let block = 0; block < blocks; block += 1) {
    const deviceSec = fromSec + (block * BLOCK) / DEVICE;
    const out = new Float32Array(BLOCK);
    const hasSound = line.fill(out, deviceSec, DEVICE);
    out.forEach((sample, i) =>
      off.push(hasSound && sample !== 0 ? sample * 100 - pictureAt(deviceSec + i / DEVICE) : null),
    );
  }
  return off;
}

const worst = (off: readonly (number | null)[]): number =>
  off.reduce<number>((most, sec) => Math.max(most, Math.abs(sec ?? 0)), 0);
const silent = (off: readonly (number | null)[]): number => off.filter((sec) => sec === null).length;

describe('sound beside a picture', () => {
  it('each sample is heard with the picture of its time, without a gap', () => {
    send(10, 50);
    line.setClock({ mediaSec: 10.2, deviceSec: 3, rate: 1 });
    const off = play(3, 300, (deviceSec) => 7.2 + deviceSec);
    expect(silent(off)).toBe(0);
    expect(worst(off)).toBeLessThan(0.001);
  });

  it('times that cameras round, or send in bursts, cause no gap and differ by at most 80 ms', () => {
    send(10, 100, (i) => (i % 3) * 0.009);
    line.setClock({ mediaSec: 10.2, deviceSec: 0, rate: 1 });
    const off = play(0, 1_000, (deviceSec) => 10.2 + deviceSec);
    expect(silent(off)).toBe(0);
    expect(worst(off)).toBeLessThan(0.08);
  });

  it('a picture that goes faster takes the sound along', () => {
    send(10, 120);
    line.setClock({ mediaSec: 10.1, deviceSec: 0, rate: 1.1 });
    const off = play(0, 1_000, (deviceSec) => 10.1 + deviceSec * 1.1);
    expect(silent(off)).toBe(0);
    expect(worst(off)).toBeLessThan(0.001);
  });

  it('a small difference is made up without a jump, a large one at once', () => {
    send(10, 120);
    line.setClock({ mediaSec: 10.1, deviceSec: 0, rate: 1 });
    play(0, 100, () => 0);
    line.setClock({ mediaSec: 10.12, deviceSec: 0, rate: 1 });
    const small = play((100 * BLOCK) / DEVICE, 500, (deviceSec) => 10.12 + deviceSec);
    expect(worst(small)).toBeLessThan(0.021);
    expect(worst(small.slice(-BLOCK))).toBeLessThan(0.005);
    line.setClock({ mediaSec: 11.12, deviceSec: 0, rate: 1 });
    expect(worst(play((600 * BLOCK) / DEVICE, 10, (deviceSec) => 11.12 + deviceSec))).toBeLessThan(0.001);
  });

  it('sound beside a picture is silent while the picture stands, before its sound comes and where sound is missing', () => {
    send(10, 10);
    line.setClock({ mediaSec: 9.9, deviceSec: 0, rate: 1 });
    const off = play(0, 300, (deviceSec) => 9.9 + deviceSec);
    expect(off.slice(0, 4_700).every((sec) => sec === null)).toBe(true);
    expect(off.slice(4_900, 20_000).every((sec) => sec !== null)).toBe(true);
    expect(off.slice(24_100).every((sec) => sec === null)).toBe(true);
    line.setClock(null);
    send(12, 10);
    expect(silent(play(0, 10, () => 0))).toBe(10 * BLOCK);
    line.setClock({ mediaSec: 12, deviceSec: 0, rate: 8 });
    expect(silent(play(0, 10, () => 0))).toBe(10 * BLOCK);
  });

  it('another clock of the stream replaces the stored sound, and hostile times are left out', () => {
    send(1_000, 10);
    send(5, 20);
    line.push(Number.NaN, new Float32Array(8), RATE);
    line.push(6, new Float32Array(8), 0);
    line.setClock({ mediaSec: 5.1, deviceSec: 0, rate: 1 });
    const off = play(0, 100, (deviceSec) => 5.1 + deviceSec);
    expect(silent(off)).toBe(0);
    expect(worst(off)).toBeLessThan(0.001);
  });

  it('sound behind a gap of the stream is heard with the pictures behind the gap, and the gap is silent', () => {
    send(10, 10);
    send(14, 50);
    line.setClock({ mediaSec: 10.2, deviceSec: 0, rate: 1 });
    const off = play(0, 1_800, (deviceSec) => 10.2 + deviceSec);
    expect(worst(off)).toBeLessThan(0.001);
    expect(off.slice(10_000, 180_000).every((sec) => sec === null)).toBe(true);
    expect(off.slice(183_000, 230_000).every((sec) => sec !== null)).toBe(true);
  });

  it('no more than a bound stays in memory, however much comes', () => {
    send(0, 2 * MAX_PIECES);
    line.setClock({ mediaSec: 1, deviceSec: 0, rate: 1 });
    expect(silent(play(0, 10, () => 0))).toBe(10 * BLOCK);
  });
});
