import type { WireError } from '../../preload/domain/error.ts';
import { isLostAnswer } from '../../preload/domain/lost-answer.ts';

/** Whether an order that failed this way may have been carried out all the same. */
export const isAnswerLost = ({ code }: WireError): boolean => isLostAnswer(code);
