/** Recordings as the windows play them: one playback for each viewer over the gateway. */
import type { PastTicket } from '../../../preload/domain/playback.ts';
import { AppError } from '../../errors.ts';

export class PlaybackService {
  /** @throws {AppError} `cloud.not-supported`. */
  open(): Promise<PastTicket> {
    return Promise.reject(new AppError('cloud.not-supported', 'the gateway plays no recordings yet'));
  }

  /** @throws {AppError} `recording.not-open`. */
  steer(): Promise<never> {
    return Promise.reject(new AppError('recording.not-open', 'no such playback'));
  }
}
