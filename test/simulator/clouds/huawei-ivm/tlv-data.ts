/**
 * Chapters 10.1.4.5 and following: TLV data. A message is one of the document's own samples of its family, changed to
 * this camera and this moment: ids, times, owners of boxes and picture URLs are replaced, the many attributes stay.
 */
import { loadSamples } from '../../kernel/contract.ts';
import { isRecord } from '../../kernel/json.ts';
import type { EventKind } from '../../world/events.ts';
import { hashOf } from '../../world/random.ts';
import type { Happening } from './alarms.ts';
import { zonedTime } from './alarms.ts';

const TLV_TYPES = [
  'target_data',
  'third_data',
  'vehicle_data',
  'head_shoulder_data',
  'behavior_analysis_data',
  'micro_checkpoint_data',
] as const;
export type TlvType = (typeof TLV_TYPES)[number];
export const isTlvType = (text: string): text is TlvType => TLV_TYPES.some((one) => one === text);

export const TLV_OF: Readonly<Record<EventKind, readonly TlvType[]>> = {
  motion: [],
  person: ['vehicle_data'], // "motor vehicles, other vehicles and pedestrians"
  face: ['target_data'],
  vehicle: ['vehicle_data', 'micro_checkpoint_data'],
  'line-crossing': ['behavior_analysis_data'],
  intrusion: ['behavior_analysis_data'],
  loitering: ['behavior_analysis_data'],
  crowd: ['head_shoulder_data'],
  queue: ['head_shoulder_data'],
  'left-object': ['behavior_analysis_data'],
  input: ['third_data'],
};

const MS_KEYS = new Set(['target_pic_time', 'obj_appear_timems', 'pic_snapshot_timems', 'human_time_stop']);
const OBJECT_KEYS = new Set(['global_obj_id', 'global_object_id']);
const NUMBER_KEYS = new Set(['target_id', 'vhd_object_id', 'obj_id']);
const UUID_KEYS = new Set(['sdc_uuid', 'sdcc_uuid', 'sdc_device_id']);
const FIRST_OBJECT_ID = 7_200_000_000_000_000_000n;

let samples: ReadonlyMap<string, readonly Record<string, unknown>[]> | null = null;

function samplesOf(type: TlvType): readonly Record<string, unknown>[] {
  if (samples === null) {
    const byType = new Map<string, Record<string, unknown>[]>();
    for (const { body } of loadSamples('huawei-ivm')) {
      const { message_type: name, data } = body;
      if (typeof name === 'string' && isRecord(data)) byType.set(name, [...(byType.get(name) ?? []), data]);
    }
    samples = byType;
  }
  return samples.get(type) ?? [];
}

export interface TlvMessage {
  readonly dataId: string;
  readonly data: Record<string, unknown>;
}

/** @param pictureUrl makes the URL of a picture from the end of its name. */
export function tlvOf(happening: Happening, type: TlvType, pictureUrl: (name: string) => string): TlvMessage {
  const { channel, atMs, mark } = happening;
  const list = samplesOf(type);
  const sample = list[mark % list.length];
  if (sample === undefined) throw new RangeError(`the contract has no sample of ${type}`);
  // the samples' ids begin with Unix ms and are 32 characters long
  const number = hashOf(mark, type, atMs);
  const dataId = `${String(atMs)}${String(number).padStart(13, '0')}lnrsm0`;
  const dresser = new Dresser(happening, dataId, pictureUrl);
  const data = dresser.members(sample, 0);
  const head = { device_id: channel.device.id, channel_id: channel.id, data_id: dataId, report_time: zonedTime(atMs) };
  return { dataId, data: { ...data, ...head } };
}

class Dresser {
  readonly #happening: Happening;
  readonly #dataId: string;
  readonly #pictureUrl: (name: string) => string;

  constructor(happening: Happening, dataId: string, pictureUrl: (name: string) => string) {
    this.#happening = happening;
    this.#dataId = dataId;
    this.#pictureUrl = pictureUrl;
  }

  /** @param place among its siblings in a list: each object has its own number. */
  members(record: Readonly<Record<string, unknown>>, place: number): Record<string, unknown> {
    return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, this.#value(key, value, place)]));
  }

  #value(key: string, value: unknown, place: number): unknown {
    if (Array.isArray(value))
      return value.map((one: unknown, i) => (isRecord(one) ? this.members(one, i) : this.#value(key, one, i)));
    if (isRecord(value)) return this.members(value, place);
    return typeof value === 'string' ? this.#text(key, value) : this.#number(key, value, place);
  }

  #text(key: string, value: string): string {
    const { channel, mark } = this.#happening;
    if (value.startsWith('http')) return this.#pictureUrl(`${this.#dataId}_${key}`);
    if (value.startsWith('<base64')) return Buffer.from(String(mark).repeat(24)).toString('base64');
    if (key === 'data_id') return this.#dataId;
    if (key === 'plate_char') return `沪A${String(mark % 100_000).padStart(5, '0')}`;
    return UUID_KEYS.has(key) ? uuidOf(channel.cameraKey, key) : value;
  }

  #number(key: string, value: unknown, place: number): unknown {
    const { atMs, mark } = this.#happening;
    if (OBJECT_KEYS.has(key)) return FIRST_OBJECT_ID + BigInt(mark) * 16n + BigInt(place);
    if (NUMBER_KEYS.has(key)) return (mark % 100_000) + place;
    if (key === 'pic_snapshot_time') return Math.floor(atMs / 1000);
    // one sample counts from something else than 1970, in numbers beyond 2^63: those stay
    if (typeof value === 'bigint') return value;
    if (MS_KEYS.has(key)) return atMs;
    return key === 'human_time_start' ? atMs - 1000 : value;
  }
}

function uuidOf(...parts: readonly string[]): string {
  const digits = [0, 1, 2, 3]
    .map((i) =>
      hashOf(...parts, i)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
