/** Chapter 10: pictures of alarms and of recognised objects, and snapshots. URLs live for five minutes. */
import { createHash } from 'node:crypto';
import type { ApiAnswer, ApiRequest } from '../../kernel/cloud.ts';
import type { Clock } from '../../kernel/clock.ts';
import { isWallClock } from '../../kernel/check.ts';
import { textOf, textsOf } from '../../kernel/values.ts';
import { Stills } from '../../media/stills.ts';
import type { StillOrder } from '../../media/stills.ts';
import { outcomeOf } from './batches.ts';
import { addressed } from './channels.ts';
import type { IvmContext, Operations } from './context.ts';
import { channelOf, refuseUnreachable } from './context.ts';
import type { IvmChannel } from './estate.ts';
import { Refusal } from './refusals.ts';
import { formatBeijing, readBeijing } from './time.ts';

const LIFE_MS = 5 * 60_000;
const SNAP_GAP_MS = 10_000;
const MAX_KEPT = 4_096;
const PATH = '/v1/holo/';
const PICTURES: Readonly<Record<string, readonly string[]>> = {
  TARGET: ['BODY', 'BACKGROUND', 'TARGET'],
  VEHICLE: ['VEHICLE', 'BODY', 'BACKGROUND', 'PLATE'],
};

const STATIC_PATH = /^\/v1\/holo\/tlv_([0-9A-Za-z]+)_(\d+)_\d{8}_tlv_(\d{13})\w*\.jpg\/static$/;

interface Picture extends StillOrder {
  readonly expiresAtMs: number;
  /** Snapshots are fetched with the token, the others with the URL alone. */
  readonly needsToken: boolean;
}

/** Issues picture URLs of this cloud's own host and serves them. */
export class PictureStore {
  readonly #clock: Clock;
  readonly #secret: string;
  readonly #issued = new Map<string, Picture>();
  /** The pictures of TLV messages, by data id. */
  readonly #told = new Map<string, StillOrder>();
  readonly #snappedAtMs = new Map<string, number>();
  #origin = '';
  #stills: Stills | null = null;

  constructor(clock: Clock, secret: string) {
    this.#clock = clock;
    this.#secret = secret;
  }

  setOrigin(origin: string): void {
    this.#origin = origin;
  }

  setStills(stills: Stills): void {
    this.#stills = stills;
  }

  take(order: StillOrder): Buffer {
    this.#stills ??= new Stills();
    return this.#stills.at(order);
  }

  /** @param name of the file in the URL. */
  issue(order: StillOrder, name: string, needsToken: boolean): string {
    const expiresAtMs = this.#clock.nowMs() + LIFE_MS;
    const secret = createHash('sha256')
      .update(`${this.#secret}|${name}|${String(expiresAtMs)}`)
      .digest('hex');
    this.#issued.set(secret, { ...order, expiresAtMs, needsToken });
    forgetOldest(this.#issued);
    const expire = String(Math.floor(expiresAtMs / 1000));
    return `${this.#origin}${PATH}${encodeURIComponent(name)}.jpg?secret=${secret}&type=0&expire=${expire}&extend=0`;
  }

  /** As TLV messages name pictures; fetched with the token. @param name begins with Unix ms. */
  staticUrl({ device, id }: IvmChannel, atMs: number, name: string): string {
    const day = formatBeijing(atMs).slice(0, 10).replaceAll('-', '');
    return `${this.#origin}${PATH}tlv_${device.id}_${id}_${day}_tlv_${name}.jpg/static`;
  }

  /** Keeps which picture belongs to a TLV message, for later requests for its pictures. */
  remember(dataId: string, order: StillOrder): void {
    this.#told.set(dataId, order);
    forgetOldest(this.#told);
  }

  told(dataId: string): StillOrder | undefined {
    return this.#told.get(dataId);
  }

  /** @throws {Refusal} IVM.20040009 within ten seconds of the last one. */
  noteSnapshot(cameraKey: string): void {
    const nowMs = this.#clock.nowMs();
    const lastMs = this.#snappedAtMs.get(cameraKey);
    if (lastMs !== undefined && nowMs - lastMs < SNAP_GAP_MS) throw new Refusal('IVM.20040009');
    this.#snappedAtMs.set(cameraKey, nowMs);
  }

  owns(request: ApiRequest): boolean {
    return request.method === 'GET' && request.path.startsWith(PATH);
  }

  /** @throws {Refusal} IVM.20040011 for a URL that is unknown or too old, or what the token is refused with. */
  serve(context: IvmContext, request: ApiRequest): ApiAnswer {
    const headers = { 'Content-Type': 'image/jpeg' };
    const [, deviceId, channelId, atMs] = STATIC_PATH.exec(request.path) ?? [];
    if (deviceId !== undefined && channelId !== undefined) {
      context.tokens.check(request.headers['access-token']);
      const { cameraKey, name } = channelOf(context, deviceId, channelId);
      const body = this.take({ cameraKey, cameraName: name, atMs: Number(atMs) });
      return { status: 200, code: 'IVM.0', body, headers };
    }
    const picture = this.#issued.get(request.query.get('secret') ?? '');
    if (picture === undefined || picture.expiresAtMs <= this.#clock.nowMs()) throw new Refusal('IVM.20040011');
    if (picture.needsToken) context.tokens.check(request.headers['access-token']);
    return { status: 200, code: 'IVM.0', body: this.take(picture), headers };
  }
}

export const pictureOperations: Operations = {
  batchGetIntelligencePictureUrls(context, values) {
    const kind = textOf(values, 'data_classification');
    const type = textOf(values, 'type');
    const allowed = PICTURES[kind] ?? [];
    if (type !== 'ALL' && !allowed.includes(type)) throw new Refusal('IVM.10027010');
    const data = (textsOf(values, 'data_ids') ?? []).map((id) => {
      const urls: { type: string; url: string }[] = [];
      const result = outcomeOf(context, () => {
        const order = orderOf(context, id);
        for (const one of type === 'ALL' ? allowed : [type])
          urls.push({ type: one, url: context.pictures.issue(order, `${id}_${one}`, false) });
      });
      return { data_id: id, urls, result };
    });
    return { failed_num: data.filter((one) => one.result.code !== 'IVM.0').length, data };
  },

  batchGetAlarmPictureUrls(context, values) {
    const alarms = (textsOf(values, 'alarm_uuids') ?? []).map((id) => {
      let url = '';
      const result = outcomeOf(context, () => {
        url = context.pictures.issue(orderOf(context, id), id, false);
      });
      return { alarm_uuid: id, url, targetgroup_url: '', result };
    });
    return { failed_num: alarms.filter((one) => one.result.code !== 'IVM.0').length, alarms };
  },

  snapChannelPicture(context, values) {
    const channel = addressed(context, values);
    refuseUnreachable(channel);
    context.pictures.noteSnapshot(channel.cameraKey);
    const { cameraKey, name: cameraName } = channel;
    const order = { cameraKey, cameraName, atMs: context.clock.pictureMs() };
    if (textOf(values, 'storage') === 'false')
      return { pic_url: '', pic_data: context.pictures.take(order).toString('base64') };
    const name = `${channel.device.id}_${channel.id}_${String(context.clock.nowMs())}`;
    return { pic_url: context.pictures.issue(order, name, true), pic_data: '' };
  },
};

function forgetOldest(map: Map<string, unknown>): void {
  const oldest = map.keys().next();
  if (map.size > MAX_KEPT && oldest.done !== true) map.delete(oldest.value);
}

/**
 * Data ids are those that were pushed. Alarm ids are `deviceId_channelId_type_yyyyMMddHHmmss_number`: the picture is of that second, or
 * of now when the id says no time.
 *
 * @throws {Refusal} IVM.10027009, IVM.10027008
 */
function orderOf(context: IvmContext, id: string): StillOrder {
  const told = context.pictures.told(id);
  if (told !== undefined) return told;
  const [, deviceId, channelId] = /^([0-9A-Za-z]{8,32})_(\d{1,20})_\w+$/.exec(id) ?? [];
  if (deviceId === undefined || channelId === undefined) throw new Refusal('IVM.10027009');
  if (!context.estate.devices.has(deviceId)) throw new Refusal('IVM.10027008');
  const { cameraKey, name } = channelOf(context, deviceId, channelId);
  return { cameraKey, cameraName: name, atMs: timeIn(id) ?? context.clock.pictureMs() };
}

function timeIn(id: string): number | null {
  const [, year, month, day, hour, minute, second] = /_(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_\d+$/.exec(id) ?? [];
  const text = `${String(year)}-${String(month)}-${String(day)} ${String(hour)}:${String(minute)}:${String(second)}`;
  return isWallClock(text) ? readBeijing(text) : null;
}
