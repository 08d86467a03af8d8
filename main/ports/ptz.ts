/** Steering cameras. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { PtzCommand, PtzMotor } from '../../preload/domain/ptz/ptz.ts';
import type { AppError } from '../errors.ts';
import type { Secret } from '../secret.ts';

/** Control that a cloud gives to one at a time. */
export interface PtzLock {
  /** How long control stays here after it was taken or used. */
  readonly lifeMs: number;
  /** Takes control, also from a user who has it. @returns the token that every command must carry. */
  acquire(channelId: ChannelId, signal: AbortSignal): Promise<Secret>;
  release(channelId: ChannelId, signal: AbortSignal): Promise<void>;
  /**
   * The loss of the lock that a refused command reports: it expired, or another user took it. Null if the refusal has
   * another reason.
   */
  lossIn(error: AppError): 'expired' | 'taken' | null;
}

interface PtzRequest {
  readonly channelId: ChannelId;
  /** Null where the cloud knows no lock. */
  readonly control: Secret | null;
}

/** Steering, one motor of a camera at a time. */
export interface PtzPort {
  readonly speedLevels: number;
  /** Least time between two commands to one camera, counted from the answer to the first. */
  readonly minGapMs: number;
  readonly lock: PtzLock | null;
  /** Begins a movement, or a step where `stop` is null. The cloud may have done it although this fails. */
  move(request: PtzRequest & { readonly command: PtzCommand }, signal: AbortSignal): Promise<void>;
  /**
   * Null: the cloud has no command for it, and movements end by themselves. Stopping a camera that does not move is not an
   * error.
   */
  readonly stop: ((request: PtzRequest & { readonly motor: PtzMotor }, signal: AbortSignal) => Promise<void>) | null;
  /** Focuses once, and ends by itself. Null: the cloud has no command for it. */
  readonly autoFocus: ((request: PtzRequest, signal: AbortSignal) => Promise<void>) | null;
}
