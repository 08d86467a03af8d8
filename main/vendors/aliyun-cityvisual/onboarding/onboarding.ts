/**
 * New camera points, one by one (CreateCamera). Installers give the ids. A point stays in the intake group that it was added to, and
 * the cloud takes its stream in only after it was ordered on.
 */
import { groupNativeIdOf, type OrgNodeId } from '../../../../preload/domain/ids.ts';
import type { OnboardingKind, OnboardingOffer } from '../../../../preload/domain/onboarding/onboarding.ts';
import { AppError, isFailure } from '../../../errors.ts';
import type { AddAnswer, FoundDevice, NewDevice, OnboardingPort } from '../../../ports/onboarding.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { hiding } from '../../core/client/answers/hiding.ts';
import { otherAnswer } from '../../core/client/answers/other-answer.ts';
import { cameraIdOf, instanceIdOf, pointIdIn, workGroupIdOf } from '../mapping.ts';
import type { AliyunCityvisualOperations } from '../operations.gen.ts';
import { CityPoints } from '../devices/points.ts';
import { toAnswer, toFound } from './mapping.ts';
import { POINT } from './offers.ts';

const NOTHING_SAID = { field: null, reason: null, error: null } as const;

export class CityOnboarding implements OnboardingPort {
  readonly #client: VendorClient<AliyunCityvisualOperations>;
  readonly #regionId: string;
  readonly #points: CityPoints;

  constructor(client: VendorClient<AliyunCityvisualOperations>, regionId: string) {
    this.#client = client;
    this.#regionId = regionId;
    this.#points = new CityPoints(client, regionId);
  }

  offers(): Promise<readonly OnboardingOffer[]> {
    return Promise.resolve([POINT]);
  }

  /** Ids are unique inside an instance, so they carry it. */
  idIn(deviceId: string, groupId: OrgNodeId | null): string {
    return pointIdIn(groupId === null ? '' : instanceIdOf(groupNativeIdOf(groupId)), deviceId);
  }

  /** After a failure that may concern the following points too, those are not sent. */
  async add(
    _kind: OnboardingKind,
    devices: readonly NewDevice[],
    groupId: OrgNodeId | null,
    signal: AbortSignal,
  ): Promise<readonly AddAnswer[]> {
    const group = groupId === null ? '' : groupNativeIdOf(groupId);
    const WorkGroupId = workGroupIdOf(group);
    if (WorkGroupId === null) {
      const refused = {
        ...NOTHING_SAID,
        state: 'refused',
        reason: 'no-group',
        nativeId: null,
        isPlaced: false,
      } as const;
      return devices.map(() => refused);
    }
    // The name of a point in another platform may be that of its id: only an address is hidden.
    const secrets = devices.flatMap(({ secrets: { invite } }) => (invite?.reveal().includes('://') ? [invite] : []));
    return await hiding(secrets, async () => {
      const answers: AddAnswer[] = [];
      for (const device of devices) {
        const last = answers.at(-1);
        const isStopped = last?.state === 'notAsked' || last?.state === 'unknown';
        const place = { InstanceId: instanceIdOf(group), WorkGroupId };
        answers.push(isStopped ? notAsked(last.error) : await this.#add(device, place, signal));
      }
      return answers;
    });
  }

  async find(nativeId: string, signal: AbortSignal): Promise<FoundDevice | null> {
    try {
      const row = await this.#points.find(nativeId, signal);
      return row === null ? null : toFound(nativeId, row);
    } catch (error) {
      if (error instanceof AppError && error.code === 'cloud.not-found') return null; // its instance is gone
      throw error;
    }
  }

  /** Orders the stream of a point on. A point without a source stays off line. */
  async invite(nativeId: string, _channel: string | null, signal: AbortSignal): Promise<void> {
    await this.#points.turn(nativeId, 'ON_LINE', signal);
  }

  async stop(nativeId: string, _channel: string | null, signal: AbortSignal): Promise<void> {
    await this.#points.turn(nativeId, 'OFF_LINE', signal);
  }

  /** Nobody types values of the cloud into a camera. */
  access(): Promise<never> {
    return Promise.reject(notOffered());
  }

  /** The account belongs to the platform of the intake group. */
  setAccount(): Promise<void> {
    return Promise.reject(notOffered());
  }

  /** No operation moves a point: it counts as moved where it is already. */
  async move(nativeIds: readonly string[], groupId: OrgNodeId, signal: AbortSignal): Promise<ReadonlySet<string>> {
    const there = new Set<string>();
    for (const nativeId of nativeIds) {
      const row = await this.#points.find(nativeId, signal);
      if (row !== null && row.WorkGroupId === workGroupIdOf(groupNativeIdOf(groupId))) there.add(nativeId);
    }
    return there;
  }

  async rename(nativeId: string, _channel: string, name: string, signal: AbortSignal): Promise<void> {
    await this.#points.rename(nativeId, name, signal);
  }

  /** The document prints no refusal of an id that is taken: such a point is not sent. */
  async #add(
    { nativeId, values, secrets }: NewDevice,
    place: { readonly InstanceId: string; readonly WorkGroupId: string },
    signal: AbortSignal,
  ): Promise<AddAnswer> {
    const { name: CameraName = '', latitude = '', longitude = '' } = values;
    const CameraId = cameraIdOf(nativeId);
    try {
      if ((await this.#points.find(nativeId, signal)) !== null)
        return {
          ...NOTHING_SAID,
          state: 'refused',
          field: 'deviceId',
          reason: 'already-here',
          nativeId: null,
          isPlaced: false,
        };
    } catch (error) {
      if (isFailure(error)) return notAsked(error.toWire());
      throw error;
    }
    try {
      const order = {
        ...place,
        CameraId,
        CameraName,
        InviteUri: secrets.invite?.reveal() ?? '',
        RegionId: this.#regionId,
        LocationInfo: { latitude, longitude },
      };
      const { data } = await this.#client.call('CreateCamera', order, signal);
      if (data.CameraId !== CameraId) return toAnswer(otherAnswer(this.#client.host, 'CreateCamera'));
      return { ...NOTHING_SAID, state: 'done', nativeId, isPlaced: true };
    } catch (error) {
      if (isFailure(error)) return toAnswer(error);
      throw error;
    }
  }
}

const notAsked = (error: AddAnswer['error']): AddAnswer => ({
  field: null,
  reason: null,
  state: 'notAsked',
  error,
  nativeId: null,
  isPlaced: false,
});

const notOffered = (): AppError => new AppError('cloud.not-supported', 'City Visual has no operation for it');
