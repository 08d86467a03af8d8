/**
 * Steers one camera: one command at a time, the newest wanted command wins, the cloud's least time between commands is
 * kept, and a camera that was set moving is stopped until the cloud confirms it. A wanted command ends when the page no
 * longer repeats it.
 */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import {
  motorOf,
  PTZ_HOLD_MS,
  PTZ_MOVE_MAX_MS,
  type PtzCommand,
  type PtzMotor,
  type PtzState,
} from '../../../preload/domain/ptz/ptz.ts';
import { AppError, cancelled, isAbort, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { PtzPort } from '../../ports/ptz.ts';
import { Nap } from './nap.ts';
import { PtzControl } from './ptz-control.ts';
import { PtzErrands, type PtzErrand } from './ptz-errand.ts';
import { asAppError, isRefusal } from './ptz-failures.ts';
import { nextOrder, type Movement, type Order } from './ptz-order.ts';

export interface PtzLineParts {
  readonly channelId: ChannelId;
  /** @throws {AppError} why the camera cannot be steered now. */
  readonly port: () => Promise<PtzPort>;
  readonly onChanged: () => void;
  /** The line ended the wanted command itself: further repetitions of it are ignored. */
  readonly onEnded: () => void;
  /**
   * Writes down which movement is about to begin, so that the next start can stop it; awaited before the order is sent.
   */
  readonly onMoving: (command: PtzCommand) => Promise<void>;
  /** The motor rests for certain: the stop was confirmed, or the only order was refused. */
  readonly onRest: (motor: PtzMotor) => void;
}

/** Interval between two steps while a key is pressed. */
const STEP_EVERY_MS = 400;
/** After the release, stop is sent after this time without an answer to the movement: the camera stands within a second. */
const IMPATIENCE_MS = 700;
const ANSWER_WITHIN_MS = 5_000;
const STOP_TRIES = 12;
/** After each failed stop; the first two within the pace, so that a third stop comes in time. */
const STOP_AGAIN_MS = [200, 300, 800, 1_600, 2_000] as const;
/** Number of refusals for haste in a row before the operator gets a message. */
const HASTE_TRIES = 3;

type ReportedState = Omit<PtzState, 'channelId' | 'isMine'>;

export class PtzLine {
  readonly #parts: PtzLineParts;
  readonly #control: PtzControl;
  #wanted: PtzCommand | null = null;
  readonly #errands = new PtzErrands();
  #doing: Movement | null = null;
  #cut: ReportedState['cut'] = null;
  #error: AppError | null = null;
  #stopError: AppError | null = null;
  #answerMs: number | null = null;
  #failedStops = 0;
  #hasteTries = 0;
  /** The cloud's own demand, as against the patience between two stops. */
  #gapUntilMs = -Infinity;
  #backOffUntilMs = -Infinity;
  #isDirty = false;
  #isAstray = false;
  #holdTimer: NodeJS.Timeout | undefined;
  #maxTimer: NodeJS.Timeout | undefined;
  #abortMoveTimer: NodeJS.Timeout | undefined;
  #moving: AbortController | null = null;
  readonly #nap = new Nap();
  #run: Promise<void> | null = null;
  readonly #dropped = new AbortController();

  constructor(parts: PtzLineParts) {
    this.#parts = parts;
    this.#control = new PtzControl(parts.channelId);
  }

  get state(): ReportedState {
    const { command, phase } = this.#phase();
    const error = this.#stopError ?? this.#error;
    return {
      phase,
      command,
      controlUntilMs: this.#control.untilMs,
      answerMs: this.#answerMs,
      failedStops: this.#failedStops,
      cut: this.#cut,
      error: error && toWireError(error),
    };
  }

  /** Wishes a movement, or says that it is still wished. */
  hold(command: PtzCommand): void {
    if (this.#dropped.signal.aborted) return;
    clearTimeout(this.#holdTimer);
    this.#holdTimer = setTimeout(() => this.#end('silent'), PTZ_HOLD_MS);
    const before = this.#wanted;
    if (before?.direction === command.direction && before.speed === command.speed) return;
    if (before?.direction !== command.direction) {
      clearTimeout(this.#maxTimer);
      this.#maxTimer = setTimeout(() => this.#end('too-long'), PTZ_MOVE_MAX_MS);
    }
    if (before === null) this.#begin();
    this.#errands.drop();
    this.#wanted = command;
    this.#go();
  }

  /**
   * Ends the wanted command, stops the camera, and then does what ends by itself, such as going to a preset.
   *
   * @throws {AppError} `cancelled` when a newer command came before the errand was sent, and what the cloud refused.
   */
  send(errand: PtzErrand): Promise<void> {
    if (this.#dropped.signal.aborted) return Promise.reject(cancelled('ptz errand'));
    if (this.#wanted !== null) this.#parts.onEnded();
    this.#forgetWish();
    this.#begin();
    this.#abortMoveSoon();
    const done = this.#errands.add(errand);
    this.#go();
    return done;
  }

  /** Ends the wanted command and stops what this line moved; `isOrdered` also stops a camera that something else may turn. */
  stop(isOrdered = false): void {
    this.#forgetWish();
    if (isOrdered) this.#errands.drop();
    if (isOrdered) this.#doing ??= { motor: 'turn', command: null, stopsOwed: 1 };
    if (this.#isAstray) this.#failedStops = 0;
    this.#isAstray = false;
    this.#backOffUntilMs = -Infinity;
    this.#abortMoveSoon();
    this.#go();
  }

  /**
   * Stops a movement that an earlier run of the client ordered, unless the operator steers the camera by now. Two stops:
   * whether the order had arrived when that run ended is not known.
   *
   * @throws {AppError} why the last stop failed, when none came through: the camera may still be moving.
   */
  async takeOver(motor: PtzMotor): Promise<void> {
    if (this.#wanted === null) {
      this.#doing ??= { motor, command: null, stopsOwed: 2 };
      this.stop();
    }
    await this.#settled();
  }

  /**
   * Stops, waits until the cloud took it, and gives control back.
   *
   * @throws {AppError} why the last stop failed, when none came through: the camera may still be moving.
   */
  async leave(): Promise<void> {
    this.stop();
    await this.#settled();
    if (this.#wanted === null) await this.#control.release(this.#parts.port, this.#dropped.signal);
    this.#parts.onChanged();
  }

  /** @throws {AppError} why the last stop failed, when none came through. */
  async #settled(): Promise<void> {
    while (this.#run !== null) await this.#run;
    if (this.#isAstray && this.#stopError !== null) throw this.#stopError;
  }

  /** Forgets the camera without another word to its cloud. */
  drop(): void {
    this.#forgetWish();
    this.#errands.drop();
    clearTimeout(this.#abortMoveTimer);
    this.#doing = null;
    this.#dropped.abort();
    this.#nap.wake();
  }

  #phase(): Pick<ReportedState, 'phase' | 'command'> {
    if (this.#wanted !== null) return { phase: 'moving', command: this.#wanted };
    if (this.#doing === null) return { phase: 'rest', command: null };
    return { phase: this.#isAstray ? 'astray' : 'stopping', command: this.#doing.command };
  }

  #begin(): void {
    clearTimeout(this.#abortMoveTimer);
    [this.#cut, this.#error, this.#stopError] = [null, null, null];
    [this.#hasteTries, this.#failedStops, this.#backOffUntilMs] = [0, 0, -Infinity];
    this.#isAstray = false;
  }

  #forgetWish(): void {
    clearTimeout(this.#holdTimer);
    clearTimeout(this.#maxTimer);
    this.#wanted = null;
  }

  #end(cut: NonNullable<ReportedState['cut']>): void {
    log.warn('a movement of a camera was cut', { cut });
    this.#cut = cut;
    this.#parts.onEnded();
    this.stop();
  }

  #go(): void {
    this.#isDirty = true;
    this.#parts.onChanged();
    this.#nap.wake();
    this.#start();
  }

  #start(): void {
    this.#run ??= this.#work().finally(() => {
      this.#run = null;
      this.#parts.onChanged();
      if (this.#isDirty) this.#start(); // the wanted command changed while the last check of it ended
    });
  }

  /** After the release of a key, the line waits for the answer to the movement for a shorter time. */
  #abortMoveSoon(): void {
    clearTimeout(this.#abortMoveTimer);
    if (this.#moving !== null) this.#abortMoveTimer = setTimeout(() => this.#moving?.abort(), IMPATIENCE_MS);
  }

  get #hasWork(): boolean {
    return this.#wanted !== null || this.#errands.isWaiting || (this.#doing !== null && !this.#isAstray);
  }

  async #work(): Promise<void> {
    while (!this.#dropped.signal.aborted && this.#hasWork) {
      this.#isDirty = false;
      const port = await this.#parts.port().catch((error: unknown) => this.#onNoPort(error));
      const order = port && this.#next(port.speedLevels);
      const untilMs = order?.kind === 'stop' ? Math.max(this.#gapUntilMs, this.#backOffUntilMs) : this.#gapUntilMs;
      const waitMs = untilMs - performance.now();
      if (port !== null && order === null) return;
      if (waitMs > 0) await this.#nap.sleep(waitMs);
      else if (port === null || order === null) continue;
      else if (order.kind === 'stop') await this.#stop(port, order.motor);
      else if (order.kind === 'errand') await this.#do(port);
      else await this.#move(port, order.command);
    }
    this.#isDirty = false;
  }

  #next(speedLevels: PtzPort['speedLevels']): Order | null {
    const [wanted, doing, isAstray] = [this.#wanted, this.#doing, this.#isAstray];
    return nextOrder({ wanted, doing, isAstray, hasErrand: this.#errands.isWaiting, speedLevels });
  }

  async #move(port: PtzPort, command: PtzCommand): Promise<void> {
    const before = this.#doing;
    const moving = new AbortController();
    this.#moving = moving;
    let sentMs: number | null = null;
    try {
      const signal = AbortSignal.any([moving.signal, this.#dropped.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
      const control = await this.#control.hold(port, signal);
      if (this.#wanted === null) return; // the key was released while control was fetched: nothing has moved
      if (port.stop !== null) await this.#parts.onMoving(command);
      if (this.#hasLetGo(before, command)) return; // the key was released in the meantime
      sentMs = performance.now();
      await port.move({ channelId: this.#parts.channelId, control, command }, signal);
      this.#onAnswer(port, sentMs);
      this.#doing = port.stop === null ? null : { motor: motorOf(command.direction), command, stopsOwed: 1 };
      if (port.stop === null) this.#gapUntilMs = performance.now() + Math.max(STEP_EVERY_MS, port.minGapMs);
    } catch (error) {
      // An order that was given up arrived when it was sent, if it did: its stop waits no longer.
      this.#gapUntilMs = ((moving.signal.aborted ? sentMs : null) ?? performance.now()) + port.minGapMs;
      if (sentMs !== null && port.stop !== null && !isRefusal(error)) {
        this.#doing = { motor: motorOf(command.direction), command: null, stopsOwed: 2 };
      } else {
        this.#doing = before;
        this.#restsAgain(before, command);
      }
      if (this.#dropped.signal.aborted) return;
      if (!this.#isWorthAnother(port, error)) this.#fail(error);
    } finally {
      this.#moving = null;
    }
  }

  #hasLetGo(before: Movement | null, command: PtzCommand): boolean {
    if (this.#wanted !== null && !this.#dropped.signal.aborted) return false;
    this.#restsAgain(before, command);
    return true;
  }

  /** An order that was not sent, or was refused, moves nothing; what moved before it still does. */
  #restsAgain(before: Movement | null, { direction }: PtzCommand): void {
    if (before === null) this.#parts.onRest(motorOf(direction));
  }

  /** Control that only ran out is taken again; a cloud that finds the commands too fast is asked again. */
  #isWorthAnother(port: PtzPort, error: unknown): boolean {
    if (!(error instanceof AppError) || this.#hasteTries >= HASTE_TRIES) return false;
    this.#hasteTries += 1;
    return this.#control.lossIn(port, error) === 'expired' || error.code === 'cloud.rate-limited';
  }

  async #stop(port: PtzPort, motor: PtzMotor): Promise<void> {
    const { channelId } = this.#parts;
    try {
      const signal = AbortSignal.any([this.#dropped.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
      const control = await this.#control.hold(port, signal);
      const startedMs = performance.now();
      await port.stop?.({ channelId, control, motor }, signal);
      this.#onAnswer(port, startedMs);
      const stopsOwed = (this.#doing?.stopsOwed ?? 1) - 1;
      this.#doing = stopsOwed > 0 ? { motor, command: null, stopsOwed } : null;
      [this.#failedStops, this.#stopError] = [0, null];
      if (this.#doing === null) this.#parts.onRest(motor);
      this.#parts.onChanged();
    } catch (error) {
      if (this.#dropped.signal.aborted) return;
      if (error instanceof AppError) this.#control.lossIn(port, error);
      this.#gapUntilMs = performance.now() + port.minGapMs;
      this.#onStopFailed(error);
    }
  }

  /** The answer renews no control: the documents say so of movements only. */
  async #do(port: PtzPort): Promise<void> {
    const startedMs = performance.now();
    const failure = await this.#errands.run({
      hold: (signal) => this.#control.hold(port, signal),
      isWorthAnother: (error) => this.#isWorthAnother(port, error) && this.#wanted === null,
      signal: this.#dropped.signal,
    });
    const nowMs = performance.now();
    this.#gapUntilMs = nowMs + port.minGapMs;
    if (failure === null) this.#answerMs = Math.round(nowMs - startedMs);
    else this.#error = failure;
    this.#parts.onChanged();
  }

  /** A lost answer must not leave a camera turning: the stop is repeated, ever more slowly, and reported. */
  #onStopFailed(error: unknown): void {
    this.#stopError = asAppError(error);
    this.#failedStops += 1;
    if (this.#doing !== null) this.#doing = { ...this.#doing, command: null };
    if (this.#failedStops >= STOP_TRIES) {
      this.#isAstray = true;
      this.#errands.drop(this.#stopError);
    }
    log.warn('a camera was not stopped', { failedStops: this.#failedStops, code: this.#stopError.code });
    this.#backOffUntilMs = performance.now() + (STOP_AGAIN_MS[this.#failedStops - 1] ?? STOP_AGAIN_MS[4]);
    this.#parts.onChanged();
  }

  #onAnswer(port: PtzPort, startedMs: number): void {
    const nowMs = performance.now();
    this.#answerMs = Math.round(nowMs - startedMs);
    this.#gapUntilMs = nowMs + port.minGapMs;
    this.#hasteTries = 0;
    this.#control.onUsed(port);
    this.#parts.onChanged();
  }

  /** The account itself cannot be reached: its keys are gone, or it is turned off. */
  #onNoPort(error: unknown): null {
    if (this.#doing === null) {
      this.#errands.drop(asAppError(error));
      this.#fail(error);
    } else {
      this.#forgetWish();
      this.#onStopFailed(error);
    }
    return null;
  }

  /** The wanted command ends with its failure; otherwise it would fail again with every repetition. */
  #fail(error: unknown): void {
    const wasLetGo = this.#wanted === null && isAbort(error);
    if (this.#wanted !== null) this.#parts.onEnded();
    this.#forgetWish();
    if (!wasLetGo) this.#error = asAppError(error);
    this.#parts.onChanged();
  }
}
