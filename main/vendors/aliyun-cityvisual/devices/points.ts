/** Camera points by the ids under which this client knows them, and what an order to the cloud has to repeat of them. */
import { AppError } from '../../../errors.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { otherAnswer } from '../../core/client/answers/other-answer.ts';
import { rowsWithId } from '../../core/client/rows.ts';
import { cameraIdOf, instanceIdOf, type CityCamera } from '../mapping.ts';
import type { AliyunCityvisualOperations } from '../operations.gen.ts';

/** The facts of a point that ModifyCamera demands with each change (14.4). */
interface PointFacts {
  readonly CameraName: string;
  readonly InviteUri: string;
  readonly LocationInfo: { readonly latitude: string; readonly longitude: string };
}

export class CityPoints {
  readonly #client: VendorClient<AliyunCityvisualOperations>;
  readonly #regionId: string;

  constructor(client: VendorClient<AliyunCityvisualOperations>, regionId: string) {
    this.#client = client;
    this.#regionId = regionId;
  }

  /**
   * The point as DescribeCameras lists it (14.1). Null: the cloud does not list the point.
   *
   * @throws {AppError} `network.bad-answer` for an answer without the list, and for rows without ids.
   */
  async find(nativeId: string, signal: AbortSignal): Promise<CityCamera | null> {
    const [InstanceId, CameraId] = [instanceIdOf(nativeId), cameraIdOf(nativeId)];
    const asked = { InstanceId, RegionId: this.#regionId, CameraId, PageNumber: 1, PageSize: 10 };
    const { data } = await this.#client.call('DescribeCameras', asked, signal);
    const rows = data.Cameras?.Camera;
    if (rows === undefined) throw otherAnswer(this.#client.host, 'DescribeCameras');
    const source = { host: this.#client.host, operation: 'DescribeCameras' };
    return rowsWithId(rows, (row) => row.CameraId, source).find((row) => row.CameraId === CameraId) ?? null;
  }

  /** @throws {AppError} `cloud.not-found`, and as {@link find}. */
  async known(nativeId: string, signal: AbortSignal): Promise<CityCamera> {
    const row = await this.find(nativeId, signal);
    if (row === null) throw new AppError('cloud.not-found', 'the cloud does not list the camera point');
    return row;
  }

  /**
   * Orders a stream on or off. The cloud answers before it has done so.
   *
   * @throws {AppError} `network.bad-answer` where the cloud does not say in which group the point is, and as {@link known}.
   */
  async turn(nativeId: string, StreamStatus: 'ON_LINE' | 'OFF_LINE', signal: AbortSignal): Promise<void> {
    const { WorkGroupId } = await this.known(nativeId, signal);
    if (!WorkGroupId) throw otherAnswer(this.#client.host, 'DescribeCameras');
    const asked = { CameraIds: [cameraIdOf(nativeId)], StreamStatus, WorkGroupId, RegionId: this.#regionId };
    await this.#client.call('BatchModifyCameraStatus', asked, signal);
  }

  /**
   * Sends address and place along as the cloud has them now: ModifyCamera demands them (14.4).
   *
   * @throws {AppError} `network.bad-answer` if the cloud does not report them, and as {@link known}.
   */
  async rename(
    nativeId: string,
    CameraName: string,
    signal: AbortSignal,
  ): Promise<{ readonly requestId: string | null }> {
    const facts = factsOf(await this.known(nativeId, signal));
    if (facts === null) throw otherAnswer(this.#client.host, 'DescribeCameras');
    const asked = { CameraId: cameraIdOf(nativeId), ...facts, CameraName, RegionId: this.#regionId };
    return await this.#client.call('ModifyCamera', asked, signal);
  }
}

/** Null: a part is missing. The table prints the place as a text, the sample as an object. */
function factsOf({ CameraName, Name, InviteUri, Location }: CityCamera): PointFacts | null {
  const name = CameraName ?? Name;
  const place = typeof Location === 'string' ? parsed(Location) : Location;
  const { latitude, longitude } = (typeof place === 'object' && place !== null ? place : {}) as Record<string, unknown>;
  const isPlace = typeof latitude === 'string' && typeof longitude === 'string';
  if (!name || !InviteUri || !isPlace) return null;
  return { CameraName: name, InviteUri, LocationInfo: { latitude, longitude } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
