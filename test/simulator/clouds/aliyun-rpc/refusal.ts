/**
 * Refusals of the RPC gateway and of the services behind it. Neither document prints an error body: the envelope, and
 * the codes of signature, time, nonce and mandatory parameters, are those that Alibaba Cloud's RPC gateway is known for.
 */

/** Thrown by any code that refuses a request; becomes the error envelope. */
export class RpcRefusal extends Error {
  readonly code: string;
  readonly status: number;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export const missing = (name: string): RpcRefusal =>
  new RpcRefusal(400, `Missing${bare(name)}`, `${name} is mandatory for this action.`);

export const invalid = (name: string, why = `Specified parameter ${name} is not valid.`): RpcRefusal =>
  new RpcRefusal(400, `Invalid${bare(name)}`, why);

export const notFound = (name: string): RpcRefusal =>
  new RpcRefusal(404, `Invalid${bare(name)}.NotFound`, `The specified ${name} does not exist.`);

export const overQuota = (what: string): RpcRefusal =>
  new RpcRefusal(403, 'QuotaExceeded', `The maximum number of ${what} is exceeded.`);

export const inUse = (what: string): RpcRefusal =>
  new RpcRefusal(403, 'DependencyViolation', `The specified ${what} is still in use.`);

/** `Streams.1.StreamURL` is refused as `StreamURL`: codes carry no index. */
const bare = (name: string): string => name.split('.').findLast((part) => !/^\d+$/.test(part)) ?? name;

const BY_STATUS: Readonly<Record<number, readonly [string, string]>> = {
  401: ['InvalidSecurityToken.Expired', 'The specified credentials have expired.'],
  403: ['Forbidden.RAM', 'User not authorized to operate on the specified resource.'],
  413: ['RequestEntityTooLarge', 'The request body is too large.'],
  429: ['Throttling.User', 'Request was denied due to user flow control.'],
  500: ['InternalError', 'The request processing has failed due to some unknown error.'],
  503: ['ServiceUnavailable', 'The request has failed due to a temporary failure of the server.'],
};

/** For a failure that a test ordered: the code that goes with the status. */
export function refusalFor(status: number): RpcRefusal {
  const [code, message] = BY_STATUS[status] ?? BY_STATUS[status >= 500 ? 500 : 403] ?? ['InternalError', 'failed'];
  return new RpcRefusal(status, code, message);
}
