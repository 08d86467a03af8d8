import { isLostAnswer } from '../../../preload/domain/lost-answer.ts';
import { AppError } from '../../errors.ts';

/** After these nobody knows whether the cloud made a change. */
export const isAnswerLost = (error: unknown): error is AppError =>
  error instanceof AppError && isLostAnswer(error.code);
