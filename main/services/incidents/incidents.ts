/** Incidents that the end of an earlier run left. Each is reported once, to the window that asks first. */
import type { Incident } from '../../../preload/contract/incidents.ts';
import { channelId as channelIdSchema } from '../../../preload/contract/shared.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import type { Emit } from '../shared/emit.ts';
import type { PtzOutcome } from '../ptz/ptz-recovery.ts';

/** The same for crashes that are started over and for those that are not. */
export interface EndedRun {
  readonly atMs: number;
  readonly reason: string;
  readonly reportPath: string | null;
}

interface IncidentsOptions {
  readonly emit: Emit;
  /** Shows a file in its folder, or null where the host cannot. */
  readonly reveal: ((path: string) => void) | null;
  /** Starts the client again; null while it runs. */
  readonly startAgain: (() => void) | null;
  /** When that happens by itself, epoch ms. */
  readonly againAtMs: number | null;
}

type Named = 'camera-stopped' | 'camera-moving';
/** Cameras that were stopped at the start are named when the window asks: their names are read later. */
type Unread =
  | Exclude<Incident, { kind: Named }>
  | (Extract<Incident, { kind: Named }> extends infer One ? (One extends Incident ? Omit<One, 'name'> : never) : never);

/** More than this are not kept until a window asks. */
const MAX_UNREAD = 100;

export class IncidentsService {
  readonly #options: IncidentsOptions;
  #unread: Unread[] = [];
  #halted: Incident | null = null;
  #reportPath: string | null = null;
  #nameOf: (id: ChannelId) => string | null = () => null;

  constructor(options: IncidentsOptions) {
    this.#options = options;
  }

  /** Cameras are stopped before their names are read: the caller names them once the names are read. */
  nameWith(nameOf: (id: ChannelId) => string | null): void {
    this.#nameOf = nameOf;
  }

  onRestarted(ended: EndedRun): void {
    this.#reportPath = ended.reportPath;
    this.#add({ kind: 'restarted', ...ended });
  }

  /** Reported to every window that asks, because a page that is loaded again must show it again. */
  onHalted(ended: EndedRun): void {
    this.#reportPath = ended.reportPath;
    this.#halted = { kind: 'halted', ...ended, againAtMs: this.#options.againAtMs };
  }

  onPtzOutcome({ channelId, atMs, error }: PtzOutcome): void {
    if (error === null) this.#add({ kind: 'camera-stopped', channelId, atMs });
    else this.#add({ kind: 'camera-moving', channelId, atMs, error });
  }

  /** The earlier run stopped the camera itself before it ended. Ids that do not belong to a camera are left out. */
  onStoppedBefore({ channelId, atMs }: { readonly channelId: string; readonly atMs: number }): void {
    const known = channelIdSchema.safeParse(channelId);
    if (known.success) this.#add({ kind: 'camera-stopped', channelId: known.data, atMs });
  }

  /**
   * The stop of a camera was not confirmed before its account was removed; the name of the camera is gone with the
   * account.
   */
  onLeftMoving({ channelId, error }: Pick<PtzOutcome, 'channelId'> & { readonly error: WireError }): void {
    this.#add({ kind: 'camera-left-moving', channelId, name: this.#nameOf(channelId), atMs: Date.now(), error });
  }

  take(): { incidents: Incident[]; canReveal: boolean } {
    const unread = this.#unread;
    this.#unread = [];
    const named = unread.map((one): Incident => {
      return 'channelId' in one && !('name' in one) ? { ...one, name: this.#nameOf(one.channelId) } : one;
    });
    return {
      incidents: this.#halted === null ? named : [this.#halted, ...named],
      canReveal: this.#options.reveal !== null && this.#reportPath !== null,
    };
  }

  /** @throws {AppError} `cloud.not-supported` where the host has no file manager at hand, or there is no report. */
  revealReport(): void {
    const { reveal } = this.#options;
    if (reveal === null || this.#reportPath === null) throw new AppError('cloud.not-supported', 'nothing to show');
    reveal(this.#reportPath);
  }

  /** @throws {AppError} `input.invalid-field` where the client runs. */
  startAgain(): void {
    const { startAgain } = this.#options;
    if (startAgain === null) throw new AppError('input.invalid-field', 'the client runs', { params: { field: '' } });
    startAgain();
  }

  #add(one: Unread): void {
    this.#unread = [...this.#unread, one].slice(-MAX_UNREAD);
    this.#options.emit('incident.arrived', {});
  }
}
