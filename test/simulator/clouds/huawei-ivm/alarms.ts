/** Chapter 10.1.4.2: intelligent alarms, made from what happened in front of a camera. */
import { hashOf, Random } from '../../world/random.ts';
import type { EventKind } from '../../world/events.ts';
import type { IvmChannel } from './estate.ts';
import { formatBeijing } from './time.ts';

/** The pairs that the document's table allows. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  ALARM: [
    'motion_detection',
    'human_detection',
    'abandon_alarm',
    'removed_alarm',
    'lift_electric_alarm',
    'electric_bicycle_alarm',
    'illegal_parking_alarm',
    'fire_detect_alarm',
    'io_event',
  ],
  DEVICE: ['disk_failure', 'device_offline'],
  TARGET: ['target_alarm', 'target_high_frequency_alarm'],
  TARGET_DET: ['mask_alarm'],
  CROWD: ['people_queue_alarm', 'people_count_region_alarm', 'people_count_line_alarm', 'people_leave_station_alarm'],
  PERIMETER: [
    'over_line_alarm',
    'region_invasion_alarm',
    'region_in_alarm',
    'region_out_alarm',
    'occlusion_alarm',
    'fast_move_alarm',
    'linger_alarm',
    'beh_parking_detection',
  ],
  THIRDPARTY_INTELLIGENT: ['thirdparty_intelligent'],
};

const CLASSIFICATIONS = new Map(
  Object.entries(TYPES).flatMap(([classification, types]) => types.map((type) => [type, classification] as const)),
);

export const ALARM_OF: Readonly<Record<EventKind, string>> = {
  motion: 'motion_detection',
  person: 'human_detection',
  face: 'target_alarm',
  vehicle: 'illegal_parking_alarm',
  'line-crossing': 'over_line_alarm',
  intrusion: 'region_invasion_alarm',
  loitering: 'linger_alarm',
  crowd: 'people_count_region_alarm',
  queue: 'people_queue_alarm',
  'left-object': 'abandon_alarm',
  input: 'io_event',
};

export const isAlarmType = (text: string): boolean => CLASSIFICATIONS.has(text);

/** The event that the TLV data would report. */
export interface Happening {
  readonly channel: IvmChannel;
  readonly atMs: number;
  readonly mark: number;
}

/** `yyyy-MM-ddTHH:mm:ss+08:00`. */
export const zonedTime = (atMs: number): string => `${formatBeijing(atMs).replace(' ', 'T')}+08:00`;

/** The `data` of a `device_alarm` message. */
export function alarmOf({ channel, atMs, mark }: Happening, type: string): Record<string, unknown> {
  const classification = CLASSIFICATIONS.get(type) ?? 'ALARM';
  const stamp = formatBeijing(atMs).replaceAll(/\D/g, '');
  const uuid = `${channel.device.id}_${channel.id}_${type}_${stamp}_${String(mark % 1000)}`;
  return {
    device_id: channel.device.id,
    device_name: channel.device.name,
    channel_type: 'video_input',
    channel_id: channel.id,
    channel_name: channel.name,
    classification,
    alarm_type: type,
    // "stop" is not pushed at present; what lasts begins with "start", as both samples of this family
    alarm_status: classification === 'ALARM' ? 'start' : 'pulse',
    alarm_time: zonedTime(atMs),
    alarm_uuid: uuid,
    ...(type === 'io_event' ? { alarm_type_name: `Local<-${String((mark % 4) + 1)}` } : {}),
    ...(type === 'thirdparty_intelligent' ? { alarm_type_name: '安全帽检测' } : {}),
    // the table ties it to TARGET, the sample shows it with TARGET_DET
    ...(classification.startsWith('TARGET') ? { target: targetOf(mark, uuid) } : {}),
  };
}

function targetOf(mark: number, uuid: string): Record<string, unknown> {
  const random = new Random('target', mark);
  const isKnown = random.chance(0.4);
  const age = random.int(0, 80);
  return {
    alarm_uuid: uuid,
    target_id: isKnown ? String(random.int(1, 5000)) : '-1',
    name: isKnown ? random.pick(['张伟', 'Li Na', '王芳', 'A. Novak']) : '',
    gender: random.pick(['male', 'female']),
    organization: isKnown ? random.pick(['总部', 'Site office']) : '陌生人',
    age,
    age_group: ageGroupOf(age),
    similarity: isKnown ? random.int(80, 99) : 0,
    target_alarm_type: isKnown ? '白名单' : '陌生人',
    group_id: isKnown ? 2 : 4,
    appear_cnt: random.int(1, 30),
    frequency_id: String(hashOf(mark, 'frequency') % 1000),
    targetgroup_name: isKnown ? 'Staff' : '',
  };
}

function ageGroupOf(age: number): string {
  if (age === 0) return 'UNKNOWN';
  if (age < 12) return 'CHILDREN';
  if (age < 18) return 'JUVENILE';
  if (age < 36) return 'YOUTHS';
  return age < 60 ? 'MIDDLE_AGE' : 'OLD_AGE';
}
