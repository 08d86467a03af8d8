/**
 * Behaviour of this cloud that tests may order: habits that its document does not state, and refusals that it names but
 * does not explain.
 */
import { isCount, isOneOf, isRecordOf, readOrder } from '../../kernel/order-checks.ts';

export interface IvpTraits {
  /**
   * Recordings of one device at a time: as `many` as are asked for, the next one is `refuse`d (41637, the device does not
   * answer), or the next one `take`s the device from the one before.
   */
  readonly deviceSessions: 'many' | 'refuse' | 'take';
  /** Devices that take `controlLocalPlayback` and keep their speed or their place. */
  readonly steering: 'honoured' | 'no-scale' | 'no-position';
  /** `Tips` of a timeline: true, absent, or a number that the document does not know. */
  readonly tips: 'true' | 'missing' | 'unknown';
  /** Lists of recordings in the cloud; `refused` with 41604, an unsupported stream protocol. */
  readonly timelines: 'given' | 'refused';
  /** Downloads at one time; more are refused with 42505. */
  readonly parallelDownloads: number;
  /** Downloads are refused with this code, so often or always. */
  readonly refusedDownload: { readonly code: string; readonly times?: number } | null;
}

const IN_ORDER: IvpTraits = {
  deviceSessions: 'many',
  steering: 'honoured',
  tips: 'true',
  timelines: 'given',
  parallelDownloads: Number.POSITIVE_INFINITY,
  refusedDownload: null,
};
const DOWNLOAD_CODES = ['42501', '42502', '42503', '42504', '42505', '42506', '42507', '42508'] as const;

export class IvpTraitBook {
  #traits = IN_ORDER;
  #refusals = 0;

  get traits(): IvpTraits {
    return this.#traits;
  }

  /** @returns the name of a member that is wrong, or null. */
  set(order: object): string | null {
    const read = readOrder<IvpTraits>(
      {
        deviceSessions: isOneOf('many', 'refuse', 'take'),
        steering: isOneOf('honoured', 'no-scale', 'no-position'),
        tips: isOneOf('true', 'missing', 'unknown'),
        timelines: isOneOf('given', 'refused'),
        parallelDownloads: isCount,
        refusedDownload: isRecordOf({ code: isOneOf(...DOWNLOAD_CODES), times: isCount }, 'code'),
      },
      order,
    );
    if (typeof read === 'string') return read;
    this.#traits = { ...this.#traits, ...read };
    this.#refusals = 0;
    return null;
  }

  clear(): void {
    this.#traits = IN_ORDER;
  }

  /** The code that this download is refused with, or null. @param running downloads that run now. */
  takeRefusal(running: number): string | null {
    const { refusedDownload, parallelDownloads } = this.#traits;
    if (running >= parallelDownloads) return '42505';
    if (refusedDownload === null || this.#refusals >= (refusedDownload.times ?? Number.POSITIVE_INFINITY)) return null;
    this.#refusals += 1;
    return refusedDownload.code;
  }
}
