/**
 * Whether a cloud takes the pictures of a camera: some clouds take them only on order, by hand or by a plan. Minutes of
 * a plan count from midnight in the time of the cloud.
 */

/** `random`: pieces between start and end, which the cloud draws. `continuous`: one piece from the start on. */
export const ACCESS_KINDS = ['random', 'continuous'] as const;

export interface AccessPlan {
  readonly kind: (typeof ACCESS_KINDS)[number];
  readonly startMinute: number;
  /** Null for `continuous`. */
  readonly endMinute: number | null;
  /** How long the cloud takes the picture on a day. */
  readonly lengthMinutes: number;
  /** Every day; else once. */
  readonly isDaily: boolean;
  readonly isActive: boolean;
}

/** The limits of plans as a cloud documents them. */
export interface AccessLimits {
  /** Start, end and length are multiples of it. */
  readonly stepMinutes: number;
  readonly firstMinute: number;
  readonly lastStartMinute: number;
  readonly lastEndMinute: number;
  /** The zone of the cloud, minutes east of UTC. */
  readonly utcOffsetMinutes: number;
}

/**
 * Whether the cloud takes the picture now.
 *
 * - `on`, `off`: it does, it does not. `starting`, `ending`: on the way there.
 * - `unknown`: the cloud uses a word that its document does not name.
 */
export const ACCESS_STATES = ['on', 'starting', 'ending', 'off', 'offline', 'not-registered', 'unknown'] as const;

export interface CameraAccess {
  readonly state: (typeof ACCESS_STATES)[number];
  /** The cloud's own word for it, for support. */
  readonly word: string | null;
  /** Null: the cloud documents no plans for such a camera. */
  readonly limits: AccessLimits | null;
  /** Null: none was set so far. */
  readonly plan: AccessPlan | null;
  /** Of a recorder: whether the cloud reads its channels now. Null for all else. */
  readonly isReadingChannels: boolean | null;
}

/** Why the picture of a camera cannot be ordered by hand now, or the channels of its recorder not be read; null where they can. */
export type AccessBar = 'planned' | 'offline' | 'not-registered' | 'on-the-way' | 'reading' | 'unknown';

export function accessBar({ state, plan }: Pick<CameraAccess, 'state' | 'plan'>): AccessBar | null {
  if (plan?.isActive === true) return 'planned';
  if (state === 'starting' || state === 'ending') return 'on-the-way';
  return state === 'offline' || state === 'not-registered' || state === 'unknown' ? state : null;
}

export const ACCESS_FIELDS = ['accessStart', 'accessEnd', 'accessLength'] as const;

/**
 * - `form`: not on the grid, or outside of the hours that the cloud takes.
 * - `order`: the end is not after the start.
 * - `too-long`: start and length go beyond the end, or beyond midnight.
 */
export const ACCESS_PROBLEMS = ['form', 'order', 'too-long'] as const;

export interface AccessFault {
  readonly field: (typeof ACCESS_FIELDS)[number];
  readonly problem: (typeof ACCESS_PROBLEMS)[number];
}

const DAY_MINUTES = 24 * 60;

/** The first thing that is wrong with a plan; null where nothing is. */
export function accessFault(limits: AccessLimits, plan: AccessPlan): AccessFault | null {
  const { stepMinutes: step, firstMinute: first, lastStartMinute, lastEndMinute } = limits;
  const { kind, startMinute: start, endMinute: end, lengthMinutes: length } = plan;
  const isOnGrid = (minute: number, last: number): boolean =>
    Number.isInteger(minute) && minute % step === 0 && minute >= first && minute <= last;
  if (!isOnGrid(start, lastStartMinute)) return { field: 'accessStart', problem: 'form' };
  if (!Number.isInteger(length) || length % step !== 0 || length < step || length > DAY_MINUTES)
    return { field: 'accessLength', problem: 'form' };
  if (kind === 'continuous') {
    if (end !== null) return { field: 'accessEnd', problem: 'form' };
    return start + length > DAY_MINUTES ? { field: 'accessLength', problem: 'too-long' } : null;
  }
  if (end === null || !isOnGrid(end, lastEndMinute)) return { field: 'accessEnd', problem: 'form' };
  if (end <= start) return { field: 'accessEnd', problem: 'order' };
  return start + length > end ? { field: 'accessLength', problem: 'too-long' } : null;
}

export const isSamePlan = (a: AccessPlan, b: AccessPlan): boolean =>
  a.kind === b.kind &&
  a.startMinute === b.startMinute &&
  a.endMinute === b.endMinute &&
  a.lengthMinutes === b.lengthMinutes &&
  a.isDaily === b.isDaily &&
  a.isActive === b.isActive;
