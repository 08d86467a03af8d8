import { AppError } from '../../errors.ts';

/** After these nobody knows whether the cloud made a change. */
const LOST: ReadonlySet<string> = new Set([
  'network.timeout',
  'network.reset',
  'network.bad-answer',
  'network.too-large',
  'cloud.pending',
]);

export const isAnswerLost = (error: unknown): error is AppError => error instanceof AppError && LOST.has(error.code);
