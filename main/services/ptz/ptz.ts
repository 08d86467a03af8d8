/**
 * Steers cameras for the windows. A camera moves only while a window reports that a control is pressed; a window that
 * closes, falls silent or closes its controls stops the cameras that it moved. Where two windows steer one camera the
 * newer press wins.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import { channelRefOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { motorOf, type PtzCommand, type PtzFacts, type PtzMotor } from '../../../preload/domain/ptz/ptz.ts';
import { AppError, cancelled, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { PtzPort } from '../../ports/ptz.ts';
import type { VendorSession } from '../../ports/session.ts';
import { atMost } from '../shared/at-most.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import type { Emit } from '../shared/emit.ts';
import type { PtzJournal } from './ptz-journal.ts';
import type { PtzErrand } from './ptz-errand.ts';
import { PtzLine } from './ptz-line.ts';

interface Press {
  readonly windowId: string;
  readonly press: number;
}

interface Steered {
  readonly line: PtzLine;
  readonly accountId: AccountId;
  /** Windows whose controls are open. */
  readonly windows: Set<string>;
  driver: Press | null;
  /** The newest press of each window that has ended. */
  readonly ended: Map<string, number>;
  /** `unknown` until the list of the account names the camera: a wall may play before its account was read. */
  listing: 'unknown' | 'listed' | 'gone';
}

/** Cameras of one account that are kept from moving. */
interface Stillness {
  /** Cameras whose stop was not confirmed: they may still be moving. */
  readonly moving: readonly { readonly channelId: ChannelId; readonly error: WireError }[];
  /** From now on the cameras can be moved again. */
  readonly release: () => void;
}

export interface PtzOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'ptz'>> };
  readonly emit: Emit;
  /** Where each movement stands on disk until its stop is confirmed. */
  readonly journal: Pick<PtzJournal, 'begin' | 'end'>;
}

/** Limit for stopping a camera that cannot be reached: the end of the client, or of an account, waits no longer. */
const END_WITHIN_MS = 3_000;

export class PtzService {
  readonly #options: PtzOptions;
  readonly #steered = new Map<ChannelId, Steered>();
  /** Windows whose controls are being opened. */
  readonly #opening = new Set<{ readonly windowId: string; isGone: boolean }>();
  /** Accounts whose cameras are kept from moving. */
  readonly #still = new Set<AccountId>();
  /** How many commands each camera got. */
  readonly #orders = new Map<ChannelId, number>();
  #isListed: (channelId: ChannelId) => boolean = () => false;
  #hasEnded = false;

  constructor(options: PtzOptions) {
    this.#options = options;
  }

  /** Sets the function that knows which cameras are listed. Cameras are stopped before the lists are read. */
  listWith(isListed: (channelId: ChannelId) => boolean): void {
    this.#isListed = isListed;
  }

  /** @throws {AppError} `cloud.not-supported`, `account.*`, `vault.*`, `channel.not-found`, `cancelled` when the window went. */
  async open(channelId: ChannelId, windowId: string): Promise<PtzFacts> {
    const opening = { windowId, isGone: false };
    this.#opening.add(opening);
    const port = await this.#portOf(channelId).finally(() => this.#opening.delete(opening));
    if (opening.isGone || this.#hasEnded) throw cancelled('ptz.open');
    const { speedLevels, minGapMs, lock, stop, autoFocus } = port;
    const steered = this.#steered.get(channelId) ?? this.#create(channelId);
    steered.windows.add(windowId);
    steered.ended.delete(windowId); // a page that was loaded again counts from the start
    if (this.#isListed(channelId)) steered.listing = 'listed';
    return {
      style: stop === null ? 'steps' : 'held',
      speedLevels,
      minGapMs,
      hasLock: lock !== null,
      hasAutoFocus: autoFocus !== null,
    };
  }

  /** Starts a movement or keeps it going. A press that has ended moves nothing more, nor does a window without controls. */
  move(channelId: ChannelId, press: number, command: PtzCommand, windowId: string): void {
    if (this.#hasEnded) return; // a key that is still pressed must not undo the last stop
    const steered = this.#steered.get(channelId);
    if (!steered?.windows.has(windowId) || press <= (steered.ended.get(windowId) ?? -1)) return;
    if (this.#still.has(steered.accountId) || steered.listing === 'gone') return;
    const { driver } = steered;
    if (driver !== null && (driver.windowId !== windowId || driver.press !== press)) {
      const isOlder = driver.windowId === windowId && press < driver.press;
      if (isOlder) return;
      steered.ended.set(driver.windowId, driver.press);
    }
    if (driver?.windowId !== windowId || driver.press !== press) this.#count(channelId);
    steered.driver = { windowId, press };
    steered.line.hold(command);
  }

  /**
   * Has the camera do what ends by itself, after whatever moves it was stopped. Without open controls in any window, control
   * is given back afterwards.
   *
   * @throws {AppError} `cloud.not-supported`, `account.*`, `channel.not-found`, `cancelled` when a newer command came first,
   *   and what the cloud refused.
   */
  async send(channelId: ChannelId, errand: PtzErrand): Promise<void> {
    await this.#portOf(channelId);
    const steered = this.#steered.get(channelId) ?? this.#create(channelId);
    if (this.#hasEnded || this.#still.has(steered.accountId) || steered.listing === 'gone')
      throw cancelled('ptz errand');
    endPress(steered);
    this.#count(channelId);
    try {
      await steered.line.send(errand);
    } finally {
      if (steered.windows.size === 0) await this.#close(channelId, steered);
    }
  }

  /** Changes with every command that this client gives to the camera. */
  ordersTo(channelId: ChannelId): number {
    return this.#orders.get(channelId) ?? 0;
  }

  /** Takes control of a camera, also from another user, for a window that shows its controls. @throws {AppError} as {@link send}. */
  async take(channelId: ChannelId, windowId: string): Promise<void> {
    if (!this.#steered.get(channelId)?.windows.has(windowId)) return;
    await this.send(channelId, { needsControl: true, run: () => Promise.resolve() });
  }

  /** @throws {AppError} as {@link send}; `cloud.not-supported` where the cloud documents no command for it. */
  async autoFocus(channelId: ChannelId): Promise<void> {
    const { autoFocus } = await this.#portOf(channelId);
    if (autoFocus === null) throw new AppError('cloud.not-supported', 'this cloud has no auto focus');
    const run: PtzErrand['run'] = (control, signal) => autoFocus({ channelId, control }, signal);
    await this.send(channelId, { needsControl: true, run });
  }

  /** @param press null stops the camera, no matter which window moves it. */
  stop(channelId: ChannelId, press: number | null, windowId: string): void {
    const steered = this.#steered.get(channelId);
    if (!steered?.windows.has(windowId)) return;
    if (press !== null) steered.ended.set(windowId, Math.max(press, steered.ended.get(windowId) ?? -1));
    const { driver } = steered;
    const isMeant = press === null || (driver?.windowId === windowId && driver.press <= press);
    if (!isMeant) return;
    endPress(steered);
    this.#count(channelId);
    steered.line.stop(press === null);
  }

  /**
   * Resolves when the camera was stopped and control is given back.
   *
   * @throws {AppError} why it could not be stopped; it may still be moving.
   */
  async leave(channelId: ChannelId, windowId: string): Promise<void> {
    const steered = this.#steered.get(channelId);
    if (!steered?.windows.delete(windowId)) return;
    if (steered.windows.size === 0) await this.#close(channelId, steered);
    else if (steered.driver?.windowId === windowId) steered.line.stop();
  }

  /**
   * Stops a movement that an earlier run of the client began and did not end. Operators may steer the camera in the
   * meantime.
   *
   * @throws {AppError} why it could not be stopped; it may still be moving.
   */
  async takeOver(channelId: ChannelId, motor: PtzMotor): Promise<void> {
    const steered = this.#steered.get(channelId) ?? this.#create(channelId);
    try {
      await steered.line.takeOver(motor);
      if (steered.windows.size === 0) await steered.line.leave();
    } finally {
      if (steered.windows.size === 0 && this.#steered.get(channelId) === steered) this.#steered.delete(channelId);
    }
  }

  /** A window closed, crashed or was loaded again: its controls are released. */
  onWindowGone(windowId: string): void {
    for (const opening of this.#opening) if (opening.windowId === windowId) opening.isGone = true;
    const warn = (error: unknown): void => log.error('a camera may have been left moving', { error });
    for (const channelId of [...this.#steered.keys()]) this.leave(channelId, windowId).catch(warn);
  }

  /**
   * Stops every camera of an account that is about to be changed, turned off or removed, and moves none of them until
   * `release` is called. Resolves after 3 s at the latest. One caller for each account at a time.
   */
  async holdStill(accountId: AccountId): Promise<Stillness> {
    this.#still.add(accountId);
    const all = [...this.#steered].filter(([, steered]) => steered.accountId === accountId);
    for (const [, steered] of all) endPress(steered);
    await atMost(Promise.allSettled(all.map(([, { line }]) => line.leave())), END_WITHIN_MS);
    const late = new AppError('device.timeout', 'no stop was confirmed in time', { retryable: true });
    const moving = all.flatMap(([channelId, { line }]) => {
      const { phase, error } = line.state;
      return phase === 'rest' ? [] : [{ channelId, error: error ?? toWireError(late) }];
    });
    return { moving, release: () => void this.#still.delete(accountId) };
  }

  /** The lists of cameras changed. A camera that its account does not list any more is stopped and not moved again. */
  onDirectory(): void {
    for (const [channelId, steered] of this.#steered) {
      if (this.#isListed(channelId)) steered.listing = 'listed';
      else if (steered.listing === 'listed') {
        steered.listing = 'gone';
        endPress(steered);
        if (steered.line.state.phase !== 'rest') steered.line.stop();
      }
    }
  }

  /** The account was removed or turned off: its cameras cannot be reached any more. */
  onAccountGone(accountId: AccountId): void {
    for (const [channelId, steered] of [...this.#steered]) {
      if (steered.accountId !== accountId) continue;
      steered.line.drop();
      this.#steered.delete(channelId);
    }
  }

  /** Stops every camera, as far as their clouds answer in time. */
  async dispose(): Promise<void> {
    this.#hasEnded = true;
    const all = [...this.#steered.values()];
    await atMost(Promise.allSettled(all.map(({ line }) => line.leave())), END_WITHIN_MS);
    for (const { line } of all) line.drop();
    this.#steered.clear();
  }

  #count(channelId: ChannelId): void {
    this.#orders.set(channelId, this.ordersTo(channelId) + 1);
  }

  async #close(channelId: ChannelId, steered: Steered): Promise<void> {
    try {
      await steered.line.leave();
    } finally {
      if (steered.windows.size === 0 && this.#steered.get(channelId) === steered) this.#steered.delete(channelId);
    }
  }

  #create(channelId: ChannelId): Steered {
    const line = new PtzLine({
      channelId,
      port: () => this.#portOf(channelId),
      onChanged: () => this.#tell(channelId),
      onEnded: () => endPress(this.#steered.get(channelId)),
      onMoving: ({ direction }) => this.#options.journal.begin(channelId, motorOf(direction), direction),
      onRest: (motor) => this.#options.journal.end(channelId, motor),
    });
    const { accountId } = channelRefOf(channelId);
    const windows = new Set<string>();
    const steered: Steered = { line, accountId, windows, driver: null, ended: new Map(), listing: 'unknown' };
    this.#steered.set(channelId, steered);
    return steered;
  }

  async #portOf(channelId: ChannelId): Promise<PtzPort> {
    const { ptz } = await this.#options.sessions.of(givenChannelRef(channelId).accountId);
    if (ptz === undefined) throw new AppError('cloud.not-supported', 'this cloud steers no cameras');
    return ptz;
  }

  #tell(channelId: ChannelId): void {
    const steered = this.#steered.get(channelId);
    if (steered === undefined) return;
    const { line, windows, driver } = steered;
    for (const windowId of windows) {
      const isMine = driver?.windowId === windowId;
      this.#options.emit('ptz.changed', { channelId, ...line.state, isMine }, windowId);
    }
  }
}

function endPress(steered: Steered | undefined): void {
  if (steered?.driver) steered.ended.set(steered.driver.windowId, steered.driver.press);
}
