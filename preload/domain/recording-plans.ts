/**
 * When a camera is recorded, and how long the recordings are kept, as its cloud is set up today. No cloud tells what was set
 * up before: a plan explains a gap of the past only if nobody changed the plan since.
 */

/** One stretch of a weekly time table, in seconds of the day on the clock of the plan's zone: 0 to 86,400. */
export interface PlanSection {
  /** 1 is Monday, 7 is Sunday. */
  readonly dayOfWeek: number;
  readonly fromSec: number;
  /** After `fromSec`. */
  readonly toSec: number;
}

/**
 * What makes the recordings: `continuous` all the time that the table names, `alarm` alarms and motion within that time,
 * `device-copy` a copy of what the device recorded within that time, which reaches the cloud later.
 */
export type PlanKind = 'continuous' | 'alarm' | 'device-copy';

export interface PlanTable {
  readonly kind: PlanKind;
  /** In order. Without sections nothing is recorded. */
  readonly sections: readonly PlanSection[];
  /** How many days recordings are kept in all; 0: for ever; null: the cloud does not say. */
  readonly keptDays: number | null;
  /** After how many days recordings are archived; null: never, or the cloud does not say. */
  readonly archivedAfterDays: number | null;
}

export interface PlanOfToday {
  /** When the cloud was asked, epoch ms. */
  readonly asOfMs: number;
  /** The IANA name of the zone on whose clock the tables are. */
  readonly zone: string;
  /** None: no plan records the camera in the cloud. */
  readonly tables: readonly PlanTable[];
}
