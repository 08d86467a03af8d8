/** A session with a tiny cloud that answers what the test says, by operation path. */
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { Secret } from '../../../../../main/secret.ts';
import { tencentIvp } from '../../../../../main/vendors/tencent-ivp/vendor.ts';
import type { VendorSession } from '../../../../../main/ports/session.ts';
import { sendJson, startTinyServer, type TinyServer } from '../core/client/tiny-server.ts';

export const account = asAccountId('a1');
export const channelId = channelIdOf(deviceIdOf(account, 'd1'), 'c1');

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface TinyCloud {
  readonly session: VendorSession;
  readonly server: TinyServer;
  readonly calls: readonly Call[];
  close(): Promise<void>;
}

/** @param answer the `Data` of a success, or an envelope with another StatusCode. */
export async function startTinyCloud(answer: (call: Call) => unknown): Promise<TinyCloud> {
  const calls: Call[] = [];
  const server = await startTinyServer((asked, response) => {
    const url = new URL(asked.path, 'http://cloud');
    const call: Call = {
      method: asked.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: asked.body === '' ? {} : (JSON.parse(asked.body) as Record<string, unknown>),
    };
    calls.push(call);
    const data = answer(call);
    const isEnvelope = typeof data === 'object' && data !== null && 'StatusCode' in data;
    sendJson(response, isEnvelope ? data : { RequestId: 'r1', Code: 0, StatusCode: 200, Message: 'ok', Data: data });
  });
  const session = tencentIvp.createSession({
    accountId: account,
    endpoint: server.origin,
    region: null,
    credential: { fields: { secretId: 'AKID' }, secrets: { secretKey: new Secret('SECRETKEY') } },
    tokens: { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() },
  });
  return {
    session,
    server,
    calls,
    async close() {
      await session.dispose();
      await server.close();
    },
  };
}

/** A failure as the document prints it: HTTP 200, Code 0. */
export const failure = (StatusCode: number, Message = 'no') => ({
  RequestId: 'r1',
  Code: 0,
  StatusCode,
  Message,
  Data: '',
});
