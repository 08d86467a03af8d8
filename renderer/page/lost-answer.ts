import type { WireError } from '../../preload/domain/error.ts';

/** Whether a request that failed this way may have reached the cloud all the same. */
export const isAnswerLost = ({ code }: WireError): boolean =>
  code === 'ipc.disconnected' || code.startsWith('network.');
