/**
 * Gamepads and joysticks through the Gamepad API, which has no events for movements: they are read once a frame, but
 * only while one is connected, a consumer uses it and the page shows. An idle client reads nothing.
 */
import {
  AT_REST,
  DEFAULT_SENSITIVITY,
  isWorthSending,
  shaped,
  shapedStick,
  type InputSource,
  type Sensitivity,
  type SteerAxes,
  type SteerConsumer,
} from './input-source.ts';

type Pad = Pick<Gamepad, 'id' | 'index' | 'connected' | 'mapping' | 'axes' | 'buttons'>;

/** The browser functions that the source needs; a test supplies its own. */
export interface GamepadHost {
  gamepads(): readonly (Pad | null)[];
  /** Calls before the next frame. */
  nextFrame(read: () => void): number;
  cancelFrame(handle: number): void;
  /** Calls when a device comes or goes, and when the page is hidden or shown. */
  onChange(listener: () => void): () => void;
  isHidden(): boolean;
}

const browserHost: GamepadHost = {
  gamepads: () => navigator.getGamepads(),
  nextFrame: (read) => requestAnimationFrame(read),
  cancelFrame: (handle) => cancelAnimationFrame(handle),
  onChange(listener) {
    window.addEventListener('gamepadconnected', listener);
    window.addEventListener('gamepaddisconnected', listener);
    document.addEventListener('visibilitychange', listener);
    return () => {
      window.removeEventListener('gamepadconnected', listener);
      window.removeEventListener('gamepaddisconnected', listener);
      document.removeEventListener('visibilitychange', listener);
    };
  },
  isHidden: () => document.hidden,
};

/** Triggers of a standard gamepad: the left one zooms out, the right one in. */
const ZOOM_OUT_BUTTON = 6;
const ZOOM_IN_BUTTON = 7;
/** Of a joystick that follows no standard: the twist of the stick. */
const TWIST_AXIS = 2;

/** Reads one device. A standard gamepad zooms with its triggers, a joystick by twisting. */
export function readPad(pad: Pad, sensitivity: Sensitivity): SteerAxes {
  const [pan, tilt] = shapedStick(pad.axes[0] ?? 0, pad.axes[1] ?? 0, sensitivity);
  const pressed = (button: number): number => pad.buttons[button]?.value ?? 0;
  const isStandard = pad.mapping === 'standard';
  const raw = isStandard ? pressed(ZOOM_IN_BUTTON) - pressed(ZOOM_OUT_BUTTON) : (pad.axes[TWIST_AXIS] ?? 0);
  return { pan, tilt, zoom: shaped(raw, sensitivity) };
}

export class GamepadSource implements InputSource {
  readonly #host: GamepadHost;
  readonly #sensitivity: Sensitivity;
  readonly #consumers = new Set<SteerConsumer>();
  readonly #stop: () => void;
  #frame: number | null = null;
  #sent: SteerAxes = AT_REST;
  /** Indexes of the buttons that are down, by device. */
  #down = new Map<number, ReadonlySet<number>>();

  constructor(host: GamepadHost = browserHost, sensitivity: Sensitivity = DEFAULT_SENSITIVITY) {
    this.#host = host;
    this.#sensitivity = sensitivity;
    this.#stop = host.onChange(() => this.#plan());
  }

  get devices(): readonly string[] {
    return this.#pads().map(({ id }) => id);
  }

  consume(consumer: SteerConsumer): () => void {
    this.#consumers.add(consumer);
    this.#plan();
    return () => {
      if (!this.#consumers.delete(consumer)) return;
      if (this.#sent !== AT_REST) consumer.onSteer(AT_REST);
      this.#plan();
    };
  }

  dispose(): void {
    this.#stop();
    for (const consumer of [...this.#consumers]) {
      this.#consumers.delete(consumer);
      if (this.#sent !== AT_REST) consumer.onSteer(AT_REST);
    }
    this.#plan();
  }

  #pads(): readonly Pad[] {
    return this.#host.gamepads().filter((pad): pad is Pad => pad?.connected === true);
  }

  /** Reads on, or stops with everything at rest: a camera must not keep turning after its stick was pulled out. */
  #plan(): void {
    const isWanted = this.#consumers.size > 0 && !this.#host.isHidden() && this.#pads().length > 0;
    if (isWanted) {
      this.#frame ??= this.#host.nextFrame(() => this.#read());
      return;
    }
    if (this.#frame !== null) this.#host.cancelFrame(this.#frame);
    this.#frame = null;
    this.#tell(AT_REST);
    this.#releaseAll();
  }

  #read(): void {
    this.#frame = null;
    const pads = this.#pads();
    // The device that is deflected steers; of several the first one.
    const axes = pads.map((pad) => readPad(pad, this.#sensitivity));
    this.#tell(axes.find(({ pan, tilt, zoom }) => pan !== 0 || tilt !== 0 || zoom !== 0) ?? AT_REST);
    for (const pad of pads) this.#readButtons(pad);
    this.#plan();
  }

  #tell(axes: SteerAxes): void {
    if (!isWorthSending(this.#sent, axes, this.#sensitivity)) return;
    this.#sent = axes;
    for (const consumer of this.#consumers) consumer.onSteer(axes);
  }

  #readButtons(pad: Pad): void {
    const before = this.#down.get(pad.index) ?? new Set();
    const after = new Set(pad.buttons.flatMap(({ pressed }, button) => (pressed ? [button] : [])));
    this.#down.set(pad.index, after);
    for (const button of after) if (!before.has(button)) this.#tellButton(button, true);
    for (const button of before) if (!after.has(button)) this.#tellButton(button, false);
  }

  #releaseAll(): void {
    const held = this.#down;
    this.#down = new Map();
    for (const buttons of held.values()) for (const button of buttons) this.#tellButton(button, false);
  }

  #tellButton(button: number, isDown: boolean): void {
    for (const consumer of this.#consumers) consumer.onButton?.(button, isDown);
  }
}
