/** Maps IVM's names of alarms to kinds. */
import type { AlarmKind } from '../../../preload/domain/recording/recordings.ts';

/**
 * The names by which plans of alarm recordings call alarms (chapter 11.6, `alarm_type`). Chapter 9.2 does not say which names the
 * list of recordings (`alarm_rec_type`) has: these are taken for the same, with and without their ending.
 */
const KINDS: ReadonlyMap<string, AlarmKind> = new Map(
  Object.entries<AlarmKind>({
    motion_detection: 'motion',
    io_event: 'input',
    target: 'target',
    mask: 'mask',
    people_queue: 'queue',
    people_count_region: 'area-count',
    people_count_line: 'line-count',
    over_line: 'line-crossing',
    region_invasion: 'intrusion',
    region_in: 'area-entry',
    region_out: 'area-exit',
    fast_move: 'fast-move',
    linger: 'loitering',
    thirdparty_intelligent: 'third-party',
    face: 'face',
    abandon: 'left-object',
    removed: 'removed-object',
    electric_bicycle: 'e-bike',
    people_leave_station: 'left-post',
    lift_electric: 'e-bike-in-lift',
    occlusion: 'occlusion',
  }),
);

/** The kind of an alarm; the name itself where no document explains the name. */
export const toAlarmKind = (name: string): string => KINDS.get(name.toLowerCase().replace(/_alarm$/, '')) ?? name;
