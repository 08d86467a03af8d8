/**
 * Changes of camera points over chapter 14: streams ordered on and off in calls of one work group, names, deletion. The cloud answers
 * an order before it has followed it, and with a request id alone: each outcome is read back.
 */
import type {
  DeviceChangeItem,
  DeviceChangeRule,
  DeviceOrder,
  DeviceOutcome,
} from '../../../../preload/domain/cameras/device-changes.ts';
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import { AppError, isFailure } from '../../../errors.ts';
import type { DeviceChangePort } from '../../../ports/device-changes.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { otherAnswer } from '../../core/client/answers/other-answer.ts';
import {
  changeInCalls,
  changeOneByOne,
  deviceDone,
  deviceFailed,
  deviceNotAsked,
  deviceUnknown,
  unlessGone,
} from '../../core/client/batch/outcomes.ts';
import { pollUntilDone, type WorkState } from '../../core/client/poll.ts';
import { rowsWithId } from '../../core/client/rows.ts';
import { cameraIdOf, instanceIdOf, type CityCamera } from '../mapping.ts';
import { POINT_NAME } from '../onboarding/offers.ts';
import type { AliyunCityvisualOperations } from '../operations.gen.ts';
import { CityPoints } from './points.ts';

type Status = 'ON_LINE' | 'OFF_LINE';

const STATUS = { connect: 'ON_LINE', cut: 'OFF_LINE' } as const;
/** The document names no bound (14.3). */
const PER_CALL = 100;
/** Ids of one call in the address of a GET, encoded; the document describes no other form. */
const MAX_ID_BYTES = 4_096;
/** Fewer points are read one by one; of more the whole list of their instance is. */
const FEW = 4;
/** The document names no duration. */
const FOLLOWING = { firstDelayMs: 500, maxDelayMs: 2_000, maxMs: 10_000 } as const;

const rule = (
  change: DeviceChangeRule['change'],
  perCall: number,
  name: DeviceChangeRule['name'],
): DeviceChangeRule => ({ change, isByDevice: false, perCall, protocols: null, name });
const RULES: readonly DeviceChangeRule[] = [
  rule('rename', 1, POINT_NAME),
  rule('connect', PER_CALL, null),
  rule('cut', PER_CALL, null),
  rule('delete', 1, null),
];

const nativeIdOf = (id: ChannelId): string => channelRefOf(id).deviceNativeId;

export class CityDeviceChanges implements DeviceChangePort {
  readonly rules = RULES;
  readonly #client: VendorClient<AliyunCityvisualOperations>;
  readonly #regionId: string;
  readonly #points: CityPoints;

  constructor(client: VendorClient<AliyunCityvisualOperations>, regionId: string) {
    this.#client = client;
    this.#regionId = regionId;
    this.#points = new CityPoints(client, regionId);
  }

  async change({ change, items }: DeviceOrder, signal: AbortSignal): Promise<readonly DeviceOutcome[]> {
    if (change === 'connect' || change === 'cut') return await this.#turn(STATUS[change], items, signal);
    if (change === 'rename')
      return await changeOneByOne(items, signal, ({ id, name }) =>
        this.#points.rename(nativeIdOf(id), name ?? '', signal),
      );
    if (change !== 'delete') throw new AppError('cloud.not-supported', `this cloud documents no ${change}`);
    return await changeOneByOne(items, signal, async ({ id }) => {
      const asked = { CameraId: cameraIdOf(nativeIdOf(id)), RegionId: this.#regionId };
      return await this.#client.call('DeleteCamera', asked, signal).catch(unlessGone);
    });
  }

  /** A point whose group the cloud does not report is not sent; where the groups cannot be read, none is. */
  async #turn(
    status: Status,
    items: readonly DeviceChangeItem[],
    signal: AbortSignal,
  ): Promise<readonly DeviceOutcome[]> {
    const rows = await this.#rowsOf(items, signal).catch(failureOf);
    if (rows instanceof AppError) return items.map(({ id }) => deviceNotAsked(id, rows));
    const outcomes = new Map(this.#withoutGroup(items, rows).map((one) => [one.id, one]));
    const groups = Map.groupBy(
      items.filter(({ id }) => !outcomes.has(id)),
      ({ id }) => rows.get(nativeIdOf(id))?.WorkGroupId ?? '',
    );
    let isStopped = false;
    for (const [group, all] of groups) {
      for (const piece of piecesOf(all)) {
        const sent: readonly DeviceOutcome[] = isStopped ? [] : await this.#send(status, group, piece, signal);
        for (const one of sent) outcomes.set(one.id, one);
        isStopped ||= sent.some(({ state }) => state === 'unknown' || state === 'notAsked');
      }
    }
    const accepted = items.filter(({ id }) => outcomes.get(id)?.state === 'done');
    for (const one of await this.#thoseThatDidNotFollow(status, accepted, signal)) outcomes.set(one.id, one);
    return items.map(({ id }) => outcomes.get(id) ?? deviceNotAsked(id));
  }

  /**
   * The outcomes of points that the cloud does not list, and of those whose group it does not report: neither is sent.
   */
  #withoutGroup(items: readonly DeviceChangeItem[], rows: ReadonlyMap<string, CityCamera>): readonly DeviceOutcome[] {
    const unlisted = new AppError('cloud.not-found', 'the cloud does not list the camera point');
    return items.flatMap(({ id }) => {
      const row = rows.get(nativeIdOf(id));
      if (row === undefined) return [deviceFailed(id, unlisted)];
      return row.WorkGroupId ? [] : [deviceNotAsked(id, otherAnswer(this.#client.host, 'DescribeCameras'))];
    });
  }

  /** The cloud refuses a call as a whole when one point of it is gone: each is then sent by itself. */
  async #send(
    StreamStatus: Status,
    WorkGroupId: string,
    items: readonly DeviceChangeItem[],
    signal: AbortSignal,
  ): Promise<readonly DeviceOutcome[]> {
    const sendIn = (perCall: number) =>
      changeInCalls(items, perCall, signal, async (piece) => {
        const CameraIds = piece.map(({ id }) => cameraIdOf(nativeIdOf(id)));
        const asked = { CameraIds, StreamStatus, WorkGroupId, RegionId: this.#regionId };
        const { requestId } = await this.#client.call('BatchModifyCameraStatus', asked, signal);
        return piece.map(({ id }) => deviceDone(id, requestId));
      });
    const together = await sendIn(items.length);
    const isOneGone = items.length > 1 && together.every(({ error }) => error?.code === 'cloud.not-found');
    return isOneGone ? await sendIn(1) : together;
  }

  /** Those whose state is not the ordered one after a while. It is unknown of those whose list cannot be read. */
  async #thoseThatDidNotFollow(
    status: Status,
    items: readonly DeviceChangeItem[],
    signal: AbortSignal,
  ): Promise<readonly DeviceOutcome[]> {
    let left = items;
    const ask = async (): Promise<WorkState> => {
      const rows = left.length === 0 ? new Map<string, CityCamera>() : await this.#rowsOf(left, signal);
      left = left.filter(({ id }) => rows.get(nativeIdOf(id))?.StreamStatus !== status);
      return left.length === 0 ? { kind: 'done' } : { kind: 'working', progress: null };
    };
    const asked = pollUntilDone('BatchModifyCameraStatus', ask, (state) => state, signal, { poll: FOLLOWING });
    const failure = await asked.catch(failureOf);
    if (!(failure instanceof AppError)) return [];
    if (failure.code !== 'cloud.pending') return left.map(({ id }) => deviceUnknown(id, failure));
    const params = { seconds: FOLLOWING.maxMs / 1000 };
    const late = new AppError('devices.not-followed', 'the state is as before', { params });
    return left.map(({ id }) => deviceFailed(id, late));
  }

  /** The points as the cloud lists them now, by the ids under which this client knows them. */
  async #rowsOf(items: readonly DeviceChangeItem[], signal: AbortSignal): Promise<ReadonlyMap<string, CityCamera>> {
    const rows = new Map<string, CityCamera>();
    for (const [InstanceId, some] of Map.groupBy(items, ({ id }) => instanceIdOf(nativeIdOf(id)))) {
      const wanted = new Map(some.map(({ id }) => [cameraIdOf(nativeIdOf(id)), nativeIdOf(id)]));
      if (some.length < FEW) {
        for (const nativeId of wanted.values()) {
          const row = await this.#points.find(nativeId, signal);
          if (row !== null) rows.set(nativeId, row);
        }
        continue;
      }
      const source = { host: this.#client.host, operation: 'DescribeCameras' };
      const asked = { InstanceId, RegionId: this.#regionId };
      for await (const { items: page } of this.#client.pages('DescribeCameras', asked, signal))
        for (const row of rowsWithId(page, ({ CameraId }) => CameraId, source)) {
          const nativeId = wanted.get(row.CameraId ?? '');
          if (nativeId !== undefined) rows.set(nativeId, row);
        }
    }
    return rows;
  }
}

/** Pieces whose ids fit into the address of a call. */
function piecesOf(items: readonly DeviceChangeItem[]): readonly (readonly DeviceChangeItem[])[] {
  const pieces: DeviceChangeItem[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const own = encodeURIComponent(`"${cameraIdOf(nativeIdOf(item.id))}",`).length;
    if (bytes + own > MAX_ID_BYTES) {
      pieces.push([]);
      bytes = 0;
    }
    bytes += own;
    pieces.at(-1)?.push(item);
  }
  return pieces;
}

/** @throws {AppError} `cancelled`, and what is no failure of the cloud. */
function failureOf(error: unknown): AppError {
  if (!isFailure(error)) throw error;
  return error;
}
