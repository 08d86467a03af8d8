/** The id of a request as ports give it on. */
import type { Reply } from './answers/judge.ts';

/** @returns the part of a port's answer that names the request; empty if the cloud gave no id. */
export const requestOf = ({ requestId }: Pick<Reply<unknown>, 'requestId'>): { readonly requestId?: string } =>
  requestId === null ? {} : { requestId };
