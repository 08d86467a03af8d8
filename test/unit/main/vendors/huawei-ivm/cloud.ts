/** A session with a tiny cloud that answers what the test says, by operation path. */
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { Secret } from '../../../../../main/secret.ts';
import { huaweiIvm } from '../../../../../main/vendors/huawei-ivm/vendor.ts';
import type { VendorSession } from '../../../../../main/ports/session.ts';
import { sendJson, startTinyServer, type TinyServer } from '../core/client/tiny-server.ts';

const account = asAccountId('a1');
export const channelId = channelIdOf(deviceIdOf(account, 'HOLO12345678'), '0');

export interface Call {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface TinyCloud {
  readonly session: VendorSession;
  /** Without the calls for tokens. */
  readonly calls: readonly Call[];
  close(): Promise<void>;
}

export const SUCCESS = { error_code: 'IVM.0', error_msg: 'Success' };
export const failure = (error_code: string) => ({ error_code, error_msg: 'no' });

/** @param answer gives the body from the call and the address of the cloud; a body with an `error_code` that is not IVM.0 is sent with HTTP 400. */
export async function startTinyCloud(answer: (call: Call, origin: string) => object): Promise<TinyCloud> {
  const calls: Call[] = [];
  const server: TinyServer = await startTinyServer((asked, response) => {
    if (asked.path.endsWith('/access-token')) {
      return sendJson(response, { access_token: 't', expire_time: '604800' });
    }
    const url = new URL(asked.path, 'http://cloud');
    const call: Call = {
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: asked.body === '' ? null : JSON.parse(asked.body),
    };
    calls.push(call);
    const body = answer(call, server.origin);
    const isRefusal = 'error_code' in body && body.error_code !== SUCCESS.error_code;
    sendJson(response, body, isRefusal ? 400 : 200);
  });
  const session = huaweiIvm.createSession({
    accountId: account,
    endpoint: server.origin,
    region: null,
    credential: { fields: { userId: '1'.repeat(18), ak: 'AK' }, secrets: { sk: new Secret('SK') } },
    tokens: { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() },
  });
  return {
    session,
    calls,
    async close() {
      await session.dispose();
      await server.close();
    },
  };
}
