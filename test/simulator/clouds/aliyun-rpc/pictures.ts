/**
 * Pictures that API answers point to. In the field they lie in an object store; here the API's own address serves them,
 * each camera's own of the moment that the address names.
 */
import type { ApiAnswer, ApiRequest, Call } from '../../kernel/cloud.ts';
import type { StillOrder, Stills } from '../../media/stills.ts';

export interface PictureRules {
  /** Why the address is not good, or null. */
  readonly faultOf: (path: string, query: URLSearchParams) => string | null;
  /** The camera and moment of the picture, or null if the address names none. */
  readonly orderOf: (path: string, query: URLSearchParams) => StillOrder | null;
  readonly stills: Stills;
}

/** Addresses hold a signature, which the request log may not keep: it gets no parameters. */
export function pictureCall(request: ApiRequest, rules: PictureRules): Call {
  const run = (): ApiAnswer => {
    const fault = rules.faultOf(request.path, request.query);
    if (fault !== null) return refused(403, 'AccessDenied', fault);
    const order = rules.orderOf(request.path, request.query);
    if (order === null) return refused(404, 'NoSuchKey', 'The specified key does not exist.');
    return { status: 200, code: 'OK', body: rules.stills.at(order), headers: { 'Content-Type': 'image/jpeg' } };
  };
  return { operation: 'picture', params: {}, run };
}

function refused(status: number, code: string, message: string): ApiAnswer {
  return { status, code, body: { Code: code, Message: message } };
}
