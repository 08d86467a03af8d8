/**
 * Devices that steer: gamepads, joysticks, control desks. A source turns one kind of device into the same few values; a
 * consumer of the values, such as a PTZ panel, sees no device.
 */

/** Deflections from -1 to 1: right, down and zooming in are positive. 0 is rest. */
export interface SteerAxes {
  readonly pan: number;
  readonly tilt: number;
  readonly zoom: number;
}

export const AT_REST: SteerAxes = { pan: 0, tilt: 0, zoom: 0 };

export interface SteerConsumer {
  /** Called when a deflection changed enough to matter, and at once when it returned to rest or the device went. */
  onSteer(axes: SteerAxes): void;
  /** A button went down or up. Buttons are numbered from 0, as the device numbers them. */
  onButton?(button: number, isDown: boolean): void;
}

export interface InputSource {
  /** Devices that are there now, as they name themselves. */
  readonly devices: readonly string[];
  /** Reads the devices for as long as anybody asks. @returns ends it; a device that is deflected then is at rest for it. */
  consume(consumer: SteerConsumer): () => void;
  dispose(): void;
}

export interface Sensitivity {
  /** Deflections below this are rest: a worn stick does not drift. From 0 to below 1. */
  readonly deadZone: number;
  /** Smaller changes than this are not reported, except the return to rest. */
  readonly step: number;
  /** 1 is linear; more gives finer control near the middle. */
  readonly exponent: number;
}

export const DEFAULT_SENSITIVITY: Sensitivity = { deadZone: 0.12, step: 0.05, exponent: 1.6 };

/** A deflection as the device gives it, without the dead zone; full deflection stays full. */
export function shaped(raw: number, { deadZone, exponent }: Sensitivity): number {
  if (!Number.isFinite(raw)) return 0;
  const size = Math.min(1, Math.abs(raw));
  if (size <= deadZone) return 0;
  return Math.sign(raw) * ((size - deadZone) / (1 - deadZone)) ** exponent;
}

/** Two axes of one stick share their dead zone, so that it goes in every direction alike. */
export function shapedStick(x: number, y: number, sensitivity: Sensitivity): readonly [number, number] {
  const size = Math.hypot(x, y);
  const out = shaped(size, sensitivity);
  return out === 0 ? [0, 0] : [(x / size) * out, (y / size) * out];
}

/** Whether a change must be reported: it is large enough, or it goes to rest or to the full deflection. */
export function isWorthSending(before: SteerAxes, after: SteerAxes, { step }: Sensitivity): boolean {
  return (['pan', 'tilt', 'zoom'] as const).some((axis) => {
    const [a, b] = [before[axis], after[axis]];
    if (a === b) return false;
    return b === 0 || Math.abs(b) === 1 || Math.abs(a - b) >= step;
  });
}
