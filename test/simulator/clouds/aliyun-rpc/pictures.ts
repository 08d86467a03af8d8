/**
 * Pictures that API answers point to. In the field they lie in an object store; here the API's own address serves them,
 * one scene for each camera.
 */
import type { ApiAnswer, ApiRequest, Call } from '../../kernel/cloud.ts';
import { stillOf } from '../../media/stills.ts';

export interface PictureRules {
  /** Why the address is not good, or null. */
  readonly faultOf: (path: string, query: URLSearchParams) => string | null;
  /** Whose picture it is, or null for nobody's. */
  readonly cameraKeyOf: (path: string) => string | null;
}

/** Addresses hold a signature, which the request log may not keep: it gets no parameters. */
export function pictureCall(request: ApiRequest, rules: PictureRules): Call {
  const run = (): ApiAnswer => {
    const fault = rules.faultOf(request.path, request.query);
    if (fault !== null) return refused(403, 'AccessDenied', fault);
    const cameraKey = rules.cameraKeyOf(request.path);
    if (cameraKey === null) return refused(404, 'NoSuchKey', 'The specified key does not exist.');
    return { status: 200, code: 'OK', body: stillOf(cameraKey), headers: { 'Content-Type': 'image/jpeg' } };
  };
  return { operation: 'picture', params: {}, run };
}

function refused(status: number, code: string, message: string): ApiAnswer {
  return { status, code, body: { Code: code, Message: message } };
}
