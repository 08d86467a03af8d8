/**
 * The head of a PTZ camera: where it looks, as a function of time. A movement turns it at a rate until it is ended, a step
 * turns it once, and a preset takes it along the shorter way. Nothing here knows a clock: every call says which moment it is.
 */

/** Where a camera looks. */
export interface Pose {
  /** Degrees clockwise, 0 to below 360. */
  readonly panDeg: number;
  /** Degrees above the horizon, -90 to 90. */
  readonly tiltDeg: number;
  /** 1 to 30. */
  readonly zoom: number;
}

/** One stop of a round. */
export interface Stop {
  readonly pose: Pose;
  readonly dwellMs: number;
}

type Axis = keyof Pose;
/** Change per second of each axis. */
export type Rates = Readonly<Partial<Record<Axis, number>>>;

/** A preset is reached at this pace: a half turn takes two seconds. */
const GO_TO: Readonly<Record<Axis, number>> = { panDeg: 90, tiltDeg: 90, zoom: 8 };
const LIMITS = { tiltDeg: [-90, 90], zoom: [1, 30] } as const;

export class PtzHead {
  #from: Pose;
  #sinceMs = 0;
  #rates: Rates = {};
  #target: Pose | null = null;
  #round: readonly Stop[] | null = null;

  constructor(start: Pose = { panDeg: 0, tiltDeg: 0, zoom: 1 }) {
    this.#from = start;
  }

  /** Where the camera looks at this moment, in steps of a tenth. */
  at(nowMs: number): Pose {
    const { panDeg, tiltDeg, zoom } = this.#exact(nowMs);
    return { panDeg: tenths(panDeg) % 360, tiltDeg: tenths(tiltDeg), zoom: tenths(zoom) };
  }

  /** Turns at these rates until `end`; axes that are not named continue as they are. A movement to a preset ends. */
  begin(rates: Rates, nowMs: number): void {
    this.#settle(nowMs);
    this.#rates = { ...this.#rates, ...rates };
  }

  /** Ends the movement of these axes, and a movement to a preset. */
  end(axes: readonly Axis[], nowMs: number): void {
    this.#settle(nowMs);
    this.#rates = { ...this.#rates, ...Object.fromEntries(axes.map((axis) => [axis, 0])) };
  }

  /** Turns once by these amounts. */
  step(by: Rates, nowMs: number): void {
    this.#settle(nowMs);
    this.#from = moved(this.#from, by, 1);
  }

  /** Visits the stops in order, again and again, until another movement or `end`. */
  follow(round: readonly Stop[], nowMs: number): void {
    this.#settle(nowMs);
    this.#rates = {};
    this.#round = round.length === 0 ? null : round;
  }

  get isOnRound(): boolean {
    return this.#round !== null;
  }

  /** Goes to a pose; a movement that was going on ends. */
  goTo(pose: Pose, nowMs: number): void {
    this.#settle(nowMs);
    this.#rates = {};
    this.#target = pose;
  }

  #settle(nowMs: number): void {
    this.#from = this.#exact(nowMs);
    this.#sinceMs = nowMs;
    this.#target = null;
    this.#round = null;
  }

  #exact(nowMs: number): Pose {
    const seconds = Math.max(0, nowMs - this.#sinceMs) / 1000;
    if (this.#round !== null) return onRound(this.#from, this.#round, seconds);
    if (this.#target !== null) return onTheWay(this.#from, this.#target, seconds);
    return moved(this.#from, this.#rates, seconds);
  }
}

const turnOf = (from: Pose, to: Pose): number => ((((to.panDeg - from.panDeg) % 360) + 540) % 360) - 180;

function onTheWay(from: Pose, to: Pose, seconds: number): Pose {
  const toward = (axis: Axis, by: number): number =>
    from[axis] + Math.sign(by) * Math.min(Math.abs(by), GO_TO[axis] * seconds);
  return {
    panDeg: (toward('panDeg', turnOf(from, to)) + 360) % 360,
    tiltDeg: toward('tiltDeg', to.tiltDeg - from.tiltDeg),
    zoom: toward('zoom', to.zoom - from.zoom),
  };
}

/** How long the way takes. */
const waySec = (from: Pose, to: Pose): number =>
  Math.max(
    Math.abs(turnOf(from, to)) / GO_TO.panDeg,
    Math.abs(to.tiltDeg - from.tiltDeg) / GO_TO.tiltDeg,
    Math.abs(to.zoom - from.zoom) / GO_TO.zoom,
  );

function onRound(start: Pose, round: readonly Stop[], seconds: number): Pose {
  const poses = round.map(({ pose }) => pose);
  const last = poses.at(-1) ?? start;
  const legSec = (from: Pose, { pose, dwellMs }: Stop): number => waySec(from, pose) + dwellMs / 1000;
  const lapSec = round.reduce((sum, stop, i) => sum + legSec(poses[i - 1] ?? last, stop), 0);
  const firstSec = round.reduce((sum, stop, i) => sum + legSec(poses[i - 1] ?? start, stop), 0);
  const isFirst = seconds < firstSec;
  let left = isFirst ? seconds : lapSec === 0 ? 0 : (seconds - firstSec) % lapSec;
  let from = isFirst ? start : last;
  for (const stop of round) {
    const takesSec = legSec(from, stop);
    if (left < takesSec) return onTheWay(from, stop.pose, left);
    left -= takesSec;
    from = stop.pose;
  }
  return from;
}

function moved(from: Pose, rates: Rates, seconds: number): Pose {
  const after = (axis: Axis): number => from[axis] + (rates[axis] ?? 0) * seconds;
  const within = (axis: keyof typeof LIMITS): number =>
    Math.min(LIMITS[axis][1], Math.max(LIMITS[axis][0], after(axis)));
  return { panDeg: ((after('panDeg') % 360) + 360) % 360, tiltDeg: within('tiltDeg'), zoom: within('zoom') };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
