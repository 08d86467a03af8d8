/**
 * Behaviour of this cloud that tests may order: where recordings are stored, lists that are wrong or change, and odd
 * devices.
 */
import {
  isCount,
  isListOf,
  isMoment,
  isNumber,
  isOneOf,
  isRecordOf,
  isText,
  isYesOrNo,
  readOrder,
} from '../../kernel/order-checks.ts';

import type { IvmDevice } from './estate.ts';

/** 0 hot, 1 archived, 2 being restored, 3 cold; 0 and 3 are "standard storage" and play. */
export type StorageState = 0 | 1 | 2 | 3;

export interface IvmTraits {
  /** Recordings of a camera that overlap a time, as an owner stores or restores them; later ones win. */
  readonly storage: readonly {
    readonly cameraKey: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly state: StorageState;
  }[];
  /** Error of a list's `total`. */
  readonly totalError: number;
  /** Old recordings disappear between two pages: `rows` of them before each page but the first, `times` times. */
  readonly vanishing: { readonly rows: number; readonly times: number } | null;
  /** The second row of each page overlaps the first, ends before it begins, or is the first once more. */
  readonly oddRow: 'none' | 'overlap' | 'reversed' | 'twice';
  /** The answer for a list without recordings: a list, or one of the two codes that say "recording list is empty". */
  readonly emptyAs: 'list' | 'IVM.20020012' | 'IVM.20020014';
  /** The reported size of each recording follows from this rate; null: from the real one. */
  readonly toldBytesPerSec: number | null;
  /** The spelling of the stay in a cruise track that devices know; a stay in the other one is dropped without a word. */
  readonly staySpelling: 'both' | 'dwel_time' | 'dwell_time';
  /** Devices take no stay of a cruise track at all, in whatever spelling, and say so to nobody. */
  readonly droppedStays: boolean;
  /** Stays of a running cruise track are shorter by this factor. */
  readonly cruisePace: number;
  /** How a device reads `start` of its target lists, and what its pictures are called there. */
  readonly targetLists: readonly {
    readonly deviceId: string;
    readonly start?: 'page' | 'index';
    readonly picture?: 'jpg' | 'jpegBase64';
  }[];
  /** Devices that know the first edition of the changes of target lists only. */
  readonly withoutSecondEdition: readonly string[];
  /** Devices that accept no more than `people` people. */
  readonly fullDevices: readonly { readonly deviceId: string; readonly people: number }[];
  /** Number of additions of people that are refused as too many calls, with HTTP 500 as the appendix has it. */
  readonly busyAdditions: number;
  /** Channels whose device fails to switch target features for them. */
  readonly refusedConsents: readonly { readonly deviceId: string; readonly channelId: string }[];
}

const IN_ORDER: IvmTraits = {
  storage: [],
  totalError: 0,
  vanishing: null,
  oddRow: 'none',
  emptyAs: 'list',
  toldBytesPerSec: null,
  staySpelling: 'both',
  droppedStays: false,
  cruisePace: 1,
  targetLists: [],
  withoutSecondEdition: [],
  refusedConsents: [],
  fullDevices: [],
  busyAdditions: 0,
};

export class IvmTraitBook {
  #traits = IN_ORDER;
  #vanishings = 0;
  #busyTimes = 0;

  get traits(): IvmTraits {
    return this.#traits;
  }

  /** @returns the name of a member that is wrong, or null. */
  set(order: object): string | null {
    const storage = isRecordOf(
      { cameraKey: isText, fromMs: isMoment, toMs: isMoment, state: isOneOf(0, 1, 2, 3) },
      'cameraKey',
      'fromMs',
      'toMs',
      'state',
    );
    const [start, picture] = [isOneOf('page', 'index'), isOneOf('jpg', 'jpegBase64')];
    const targetList = isRecordOf({ deviceId: isText, start, picture }, 'deviceId');
    const read = readOrder<IvmTraits>(
      {
        storage: isListOf(storage),
        totalError: isNumber(-1e6, 1e6),
        vanishing: isRecordOf({ rows: isCount, times: isCount }, 'rows', 'times'),
        oddRow: isOneOf('none', 'overlap', 'reversed', 'twice'),
        emptyAs: isOneOf('list', 'IVM.20020012', 'IVM.20020014'),
        toldBytesPerSec: isNumber(1, 1e12),
        staySpelling: isOneOf('both', 'dwel_time', 'dwell_time'),
        droppedStays: isYesOrNo,
        cruisePace: isNumber(1, 1_000),
        targetLists: isListOf(targetList),
        withoutSecondEdition: isListOf(isText),
        fullDevices: isListOf(isRecordOf({ deviceId: isText, people: isCount }, 'deviceId', 'people')),
        busyAdditions: isCount,
        refusedConsents: isListOf(isRecordOf({ deviceId: isText, channelId: isText }, 'deviceId', 'channelId')),
      },
      order,
    );
    if (typeof read === 'string') return read;
    this.#traits = { ...this.#traits, ...read };
    this.#vanishings = 0;
    this.#busyTimes = 0;
    return null;
  }

  clear(): void {
    this.#traits = IN_ORDER;
    this.#vanishings = 0;
    this.#busyTimes = 0;
  }

  /** Recorders count pages and use the name of the sample for pictures, others count rows and use the name of the table. */
  targetListOf({ id, family }: IvmDevice): {
    readonly start: 'page' | 'index';
    readonly picture: 'jpg' | 'jpegBase64';
  } {
    const order = this.#traits.targetLists.findLast(({ deviceId }) => deviceId === id);
    const isRecorder = family === 'NVR';
    return {
      start: order?.start ?? (isRecorder ? 'page' : 'index'),
      picture: order?.picture ?? (isRecorder ? 'jpegBase64' : 'jpg'),
    };
  }

  /** Whether the addition that comes is one of those that are refused as too many. */
  takeBusy(): boolean {
    if (this.#busyTimes >= this.#traits.busyAdditions) return false;
    this.#busyTimes += 1;
    return true;
  }

  /** How many of the oldest recordings are gone. @param page that is asked for, from 0. */
  takeVanished(page: number): number {
    const { vanishing } = this.#traits;
    if (vanishing === null) return 0;
    if (page > 0 && this.#vanishings < vanishing.times) this.#vanishings += 1;
    return this.#vanishings * vanishing.rows;
  }

  /** The ordered state of a recording, or the one that its age gives. */
  storageOf(
    cameraKey: string,
    span: { readonly fromMs: number; readonly toMs: number },
    byAge: StorageState,
  ): StorageState {
    const order = this.#traits.storage.findLast(
      (one) => one.cameraKey === cameraKey && one.fromMs < span.toMs && span.fromMs < one.toMs,
    );
    return order?.state ?? byAge;
  }
}
