import { beforeEach, describe, expect, it } from 'vitest';
import { GamepadSource, readPad, type GamepadHost } from '../../../../../renderer/page/input/gamepad-source.ts';
import {
  AT_REST,
  DEFAULT_SENSITIVITY,
  isWorthSending,
  shaped,
  shapedStick,
  type SteerAxes,
} from '../../../../../renderer/page/input/input-source.ts';

type Pad = NonNullable<ReturnType<GamepadHost['gamepads']>[number]>;

const LINEAR = { deadZone: 0.1, step: 0.05, exponent: 1 };

function pad(axes: number[], pressed: readonly number[] = [], more: Partial<Pad> = {}): Pad {
  const buttons = Array.from({ length: 17 }, (_, i) => {
    const isDown = pressed.includes(i);
    return { pressed: isDown, touched: isDown, value: isDown ? 1 : 0 };
  });
  return { id: 'Stick', index: 0, connected: true, mapping: 'standard', axes, buttons, ...more };
}

/** A browser whose frames the test triggers. */
class FakeGamepadHost implements GamepadHost {
  pads: (Pad | null)[] = [];
  hidden = false;
  reads = 0;
  #waiting: (() => void) | null = null;
  #listeners = new Set<() => void>();

  gamepads = (): readonly (Pad | null)[] => this.pads;
  isHidden = (): boolean => this.hidden;
  nextFrame(read: () => void): number {
    this.#waiting = read;
    return 1;
  }
  cancelFrame(): void {
    this.#waiting = null;
  }
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get isPolled(): boolean {
    return this.#waiting !== null;
  }
  get listeners(): number {
    return this.#listeners.size;
  }
  change(): void {
    for (const listener of this.#listeners) listener();
  }
  frame(): void {
    const read = this.#waiting;
    this.#waiting = null;
    this.reads += 1;
    read?.();
  }
}

let host: FakeGamepadHost;
let source: GamepadSource;
let told: SteerAxes[];
let buttons: [number, boolean][];
const consumer = {
  onSteer: (axes: SteerAxes) => void told.push(axes),
  onButton: (button: number, isDown: boolean) => void buttons.push([button, isDown]),
};

beforeEach(() => {
  host = new FakeGamepadHost();
  source = new GamepadSource(host, LINEAR);
  told = [];
  buttons = [];
});

it('deflections are rest inside the dead zone and full at the end', () => {
  expect([0, 0.05, -0.1, 0.1].map((raw) => shaped(raw, LINEAR))).toEqual([0, 0, 0, 0]);
  expect([1, -1, 1.2].map((raw) => shaped(raw, LINEAR))).toEqual([1, -1, 1]);
  expect(shaped(0.55, LINEAR)).toBeCloseTo(0.5);
  expect(shaped(Number.NaN, LINEAR)).toBe(0);
});

it('deflections begin at nothing beyond the dead zone, and are finer near the middle', () => {
  expect(shaped(0.11, LINEAR)).toBeLessThan(0.02);
  expect(shaped(0.5, DEFAULT_SENSITIVITY)).toBeLessThan(shaped(0.5, { ...DEFAULT_SENSITIVITY, exponent: 1 }));
});

it('deflections of one stick have one dead zone for all directions, and their own direction', () => {
  expect(shapedStick(0.06, 0.06, LINEAR)).toEqual([0, 0]);
  const [x, y] = shapedStick(0.6, -0.6, LINEAR);
  expect(x).toBeCloseTo(-y);
  expect(Math.hypot(...shapedStick(1, 1, LINEAR))).toBeCloseTo(1);
});

it('deflections are reported in steps, the end and the rest always', () => {
  const at = (pan: number): SteerAxes => ({ ...AT_REST, pan });
  expect(isWorthSending(at(0.5), at(0.52), LINEAR)).toBe(false);
  expect(isWorthSending(at(0.5), at(0.56), LINEAR)).toBe(true);
  expect(isWorthSending(at(0.02), at(0), LINEAR)).toBe(true);
  expect(isWorthSending(at(0.98), at(1), LINEAR)).toBe(true);
  expect(isWorthSending(at(1), at(1), LINEAR)).toBe(false);
});

it('a standard device zooms with the triggers, any other device by twisting', () => {
  expect(readPad(pad([0, 0], [7]), LINEAR)).toEqual({ pan: 0, tilt: 0, zoom: 1 });
  expect(readPad(pad([0, 0], [6]), LINEAR).zoom).toBe(-1);
  expect(readPad(pad([0, 0, -1], [], { mapping: '' }), LINEAR).zoom).toBe(-1);
});

describe('the source', () => {
  it('the source reads nothing without a device, without a consumer and while the page is hidden', () => {
    expect(host.isPolled).toBe(false);
    const stop = source.consume(consumer);
    expect(host.isPolled).toBe(false);
    host.pads = [null, pad([0, 0])];
    host.change();
    expect([host.isPolled, source.devices]).toEqual([true, ['Stick']]);
    host.hidden = true;
    host.change();
    expect(host.isPolled).toBe(false);
    host.hidden = false;
    host.change();
    expect(host.isPolled).toBe(true);
    stop();
    expect(host.isPolled).toBe(false);
  });

  // @promise failures.worn-joystick
  it('the source reports a change once, not every frame', () => {
    host.pads = [pad([1, 0])];
    source.consume(consumer);
    for (let i = 0; i < 5; i += 1) host.frame();
    expect([host.reads, told]).toEqual([5, [{ pan: 1, tilt: 0, zoom: 0 }]]);
  });

  // @promise failures.worn-joystick: A worn stick rests in its dead zone, only changes are sent, and a stick that is
  // unplugged is at rest.
  it('a worn stick reports no movement', () => {
    source.consume(consumer);
    host.pads = [pad([0.04, -0.03])];
    host.change();
    host.frame();
    expect(told).toEqual([]);
  });

  it.each([
    ['is pulled out', () => void (host.pads = [])],
    ['is no longer seen', () => void (host.hidden = true)],
  ])('a turning camera stops when the device %s', (_, happens) => {
    host.pads = [pad([0, -1], [3])];
    source.consume(consumer);
    host.frame();
    happens();
    host.change();
    expect(told.at(-1)).toEqual(AT_REST);
    expect(buttons).toEqual([
      [3, true],
      [3, false],
    ]);
  });

  it('a turning camera stops for a consumer that leaves, and for all when the source is disposed of', () => {
    host.pads = [pad([0, 1])];
    const stop = source.consume(consumer);
    const other: SteerAxes[] = [];
    source.consume({ onSteer: (axes) => void other.push(axes) });
    host.frame();
    stop();
    stop();
    expect([told.length, other.length]).toEqual([2, 1]);
    source.dispose();
    expect([other.at(-1), host.isPolled, host.listeners]).toEqual([AT_REST, false, 0]);
  });

  it('the source reports buttons when they go down and when they come up', () => {
    source.consume(consumer);
    host.pads = [pad([0, 0], [0, 2])];
    host.change();
    host.frame();
    host.frame();
    host.pads = [pad([0, 0], [2])];
    host.frame();
    expect(buttons).toEqual([
      [0, true],
      [2, true],
      [0, false],
    ]);
  });

  it('the source follows the device in use when there are two', () => {
    host.pads = [pad([0, 0]), pad([-1, 0], [], { index: 1 })];
    source.consume(consumer);
    host.frame();
    expect(told).toEqual([{ pan: -1, tilt: 0, zoom: 0 }]);
  });
});
