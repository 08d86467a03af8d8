/** Target libraries: persons with pictures on the lists of devices. */
import type { DeviceId } from '../../preload/domain/ids.ts';
import type {
  ConsentOutcome,
  TargetDevice,
  TargetEdits,
  TargetLimits,
  TargetListType,
  TargetMove,
  TargetOutcome,
  TargetValues,
} from '../../preload/domain/people/targets.ts';

/** A list of a device. */
export interface TargetPlace {
  readonly deviceId: DeviceId;
  readonly groupId: string;
}

export interface ListedTargetGroup {
  readonly id: string;
  readonly name: string;
  readonly isEnabled: boolean | null;
  /** The device made the list itself. */
  readonly isFixed: boolean;
}

export interface ListedTarget {
  readonly id: string;
  readonly values: TargetValues;
  /** As it came: neither its form nor its size is checked. `unasked`: this call brings no pictures. */
  readonly picture: Uint8Array | 'unasked' | null;
}

export interface TargetRows {
  readonly targets: readonly ListedTarget[];
  /** Asks for the rows behind these; null at the end. */
  readonly next: string | null;
  /** The list is longer, and the cloud does not give the rest. */
  readonly isCut: boolean;
  /** Rows that name no target. */
  readonly unreadable: number;
}

export interface TargetDraft {
  readonly values: TargetValues;
  readonly picture: Uint8Array;
}

export interface TargetChange {
  readonly targetId: string;
  readonly edits: TargetEdits;
  /** Null keeps the picture, byte for byte. */
  readonly picture: Uint8Array | null;
}

export interface ListedTargetGroups {
  readonly groups: readonly ListedTargetGroup[];
  /** Rows that name no list. */
  readonly unreadable: number;
  /** How many lists the device takes; null where nothing bounds them, or where the cloud does not say. */
  readonly maxGroups: number | null;
}

/** A list as the cloud is asked to make it. */
export interface TargetListDraft {
  readonly name: string;
  readonly type: TargetListType;
}

/** Every change replaces all of it. */
export interface TargetListChange extends TargetListDraft {
  /** Null where devices of the family compare with every list. */
  readonly isEnabled: boolean | null;
}

/**
 * Every method throws `cloud.not-supported` for a device that can have no library, and what the cloud refused. The changes
 * report each item instead, in the order in which the items were given; they throw `cancelled` alone.
 */
export interface TargetPort {
  /** The devices that can have a library. */
  devices(signal: AbortSignal): Promise<readonly TargetDevice[]>;
  limits(deviceId: DeviceId, signal: AbortSignal): Promise<TargetLimits>;
  groups(deviceId: DeviceId, signal: AbortSignal): Promise<ListedTargetGroups>;
  /** @returns the id of the new list. */
  addGroup(deviceId: DeviceId, draft: TargetListDraft, signal: AbortSignal): Promise<string>;
  changeGroup(place: TargetPlace, change: TargetListChange, signal: AbortSignal): Promise<void>;
  /** With everybody on it. */
  deleteGroup(place: TargetPlace, signal: AbortSignal): Promise<void>;
  count(place: TargetPlace, signal: AbortSignal): Promise<number>;
  /** Whether the device may process pictures of persons. */
  consent(deviceId: DeviceId, signal: AbortSignal): Promise<'opened' | 'closed'>;
  /** Whether one channel may. @param channelId the cloud's own id; `-1` is the device itself. */
  channelConsent(deviceId: DeviceId, channelId: string, signal: AbortSignal): Promise<'opened' | 'closed'>;
  /**
   * Switches channels, one call after the other. The consent of the persons must be signed before.
   *
   * @throws {AppError} `cancelled` alone.
   */
  authorize(
    deviceId: DeviceId,
    state: 'opened' | 'closed',
    channels: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly ConsentOutcome[]>;
  /** At most 50 targets. @param cursor `next` of the rows before; null for the beginning. */
  page(place: TargetPlace, cursor: string | null, signal: AbortSignal): Promise<TargetRows>;
  /** The ids of the targets that were read in the list so far. */
  seenIn(place: TargetPlace): ReadonlySet<string>;
  /** @throws {AppError} `cloud.not-found` for a target that is not there. */
  get(place: TargetPlace, targetId: string, signal: AbortSignal): Promise<ListedTarget>;
  /**
   * The picture alone, in one call where the family can be asked for it so.
   *
   * @returns null for a target without a picture. @throws {AppError} `cloud.not-found` for a target that is not there.
   */
  picture(place: TargetPlace, targetId: string, signal: AbortSignal): Promise<Uint8Array | null>;
  add(place: TargetPlace, drafts: readonly TargetDraft[], signal: AbortSignal): Promise<readonly TargetOutcome[]>;
  update(place: TargetPlace, changes: readonly TargetChange[], signal: AbortSignal): Promise<readonly TargetOutcome[]>;
  delete(place: TargetPlace, targetIds: readonly string[], signal: AbortSignal): Promise<readonly TargetOutcome[]>;
  /** One after the other: adds, reads back, deletes. */
  move(
    place: TargetPlace,
    toGroupId: string,
    targetIds: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly TargetMove[]>;
  /**
   * Ends a move whose target was added to the new list before: reads it back there, then deletes it from the old list.
   *
   * @param newTargetId its id in the new list. @throws {AppError} `cancelled` alone.
   */
  finishMove(
    place: TargetPlace,
    toGroupId: string,
    ids: { readonly targetId: string; readonly newTargetId: string },
    signal: AbortSignal,
  ): Promise<TargetMove>;
}
