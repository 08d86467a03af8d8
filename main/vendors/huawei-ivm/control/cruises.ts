/**
 * Cruise tracks over chapter 15, for HoloSens cameras only. The document spells the stay `dwel_time` in both tables and
 * `dwell_time` in answers; a change spells the speed `speedLevel` and `speed_level`. Both spellings are sent, and the
 * service reads back the track that the device has stored.
 */
import type {
  CruiseDetail,
  CruiseLeg,
  CruiseLegDraft,
  CruiseLimits,
  CruiseTrack,
} from '../../../../preload/domain/ptz/cruises.ts';
import { MAX_CRUISE_LEGS } from '../../../../preload/domain/ptz/cruises.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type { CruisePort } from '../../../ports/cruises.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { HOLOSENS_NAMES, holosensIdsOf, MAX_HOLOSENS_PRESET } from './holosens.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';

/** 15.8; the unit of the stay is not stated, and its bounds are those of seconds elsewhere. */
const LIMITS: CruiseLimits = {
  ...HOLOSENS_NAMES,
  minDwellSec: 30,
  maxDwellSec: 3_600,
  minSpeed: 0,
  maxSpeed: 10,
  maxPreset: MAX_HOLOSENS_PRESET,
};
/** "Devices follow this kind whatever is asked for" (15.8). */
const KIND = 'CRUISE_TRACK';

type Point = NonNullable<HuaweiIvmOperations['getCruiseTrack']['answer']['cruise_points']>[number];
type Ref = Parameters<CruisePort['read']>[0];

export class IvmCruises implements CruisePort {
  readonly limits = LIMITS;
  readonly #client: VendorClient<HuaweiIvmOperations>;

  constructor(client: VendorClient<HuaweiIvmOperations>) {
    this.#client = client;
  }

  async list(channelId: ChannelId, signal: AbortSignal): ReturnType<CruisePort['list']> {
    const { data } = await this.#client.call('listCruiseTracks', idsOf(channelId), signal);
    const rows = data.cruises_ids;
    if (rows === undefined) throw this.#bad('cruises_ids is missing');
    const tracks = rows.flatMap(({ cruises_id: id, cruises_name: name, enable_cruise: state }): CruiseTrack[] =>
      // A track without a reported state is not called stopped.
      isId(id) && (state === 'OPEN' || state === 'CLOSE')
        ? [{ id: String(id), name: name ?? '', isRunning: state === 'OPEN' }]
        : [],
    );
    return { tracks, unreadable: rows.length - tracks.length };
  }

  async read({ channelId, id }: Ref, signal: AbortSignal): Promise<Pick<CruiseDetail, 'name' | 'legs'>> {
    const params = { ...idsOf(channelId), cruises_id: Number(id) };
    const { data } = await this.#client.call('getCruiseTrack', params, signal);
    const { cruise_name: name, cruise_points: points } = data;
    if (points === undefined) throw this.#bad('cruise_points is missing');
    if (points.length > MAX_CRUISE_LEGS) throw this.#bad('too many cruise_points');
    return { name: name ?? '', legs: points.map((point) => this.#legOf(point)) };
  }

  async add({ channelId, name, legs }: Parameters<CruisePort['add']>[0], signal: AbortSignal): Promise<string> {
    const points = legs.map((leg) => ({ ...pointOf(leg), speed_level: leg.speed }));
    const params = { ...idsOf(channelId), cruise_type: KIND, cruise_name: name, cruise_points: points } as const;
    const { data } = await this.#client.call('addCruiseTrack', params, signal);
    if (isId(data.cruises_id)) return String(data.cruises_id);
    throw this.#bad('cruises_id is missing');
  }

  async change({ channelId, id, name, legs }: Parameters<CruisePort['change']>[0], signal: AbortSignal): Promise<void> {
    const points = legs.map((leg) => ({ ...pointOf(leg), speedLevel: leg.speed, speed_level: leg.speed }));
    const track = { cruises_id: Number(id), cruise_type: KIND, cruise_name: name, cruise_points: points } as const;
    await this.#client.call('updateCruiseTrack', { ...idsOf(channelId), ...track }, signal);
  }

  async delete({ channelId, id }: Ref, signal: AbortSignal): Promise<void> {
    await this.#client.call('deleteCruiseTrack', { ...idsOf(channelId), cruises_id: Number(id) }, signal);
  }

  async run({ channelId, id, isRunning }: Parameters<CruisePort['run']>[0], signal: AbortSignal): Promise<void> {
    const order = { cruises_id: Number(id), enable_cruise: isRunning ? 'OPEN' : 'CLOSE' } as const;
    await this.#client.call('enableCruiseTrack', { ...idsOf(channelId), ...order }, signal);
  }

  #legOf({ preset_index: preset, dwell_time: dwellSec, speed_level: speed }: Point): CruiseLeg {
    if (preset === undefined || !Number.isInteger(preset)) throw this.#bad('a point without preset_index');
    return { preset, dwellSec: wholeOr(dwellSec), speed: wholeOr(speed) };
  }

  #bad(detail: string): AppError {
    const { host } = this.#client;
    return new AppError('network.bad-answer', 'an answer about cruise tracks without them', {
      params: { host, detail },
    });
  }
}

const idsOf = (channelId: ChannelId) => holosensIdsOf(channelId, 'cruise tracks');
const isId = (id: number | undefined): id is number => id !== undefined && Number.isSafeInteger(id) && id >= 1;
const wholeOr = (value: number | undefined): number | null =>
  value !== undefined && Number.isInteger(value) ? value : null;
const pointOf = ({ preset, dwellSec }: CruiseLegDraft) => ({
  preset_index: preset,
  dwel_time: dwellSec,
  dwell_time: dwellSec,
});
