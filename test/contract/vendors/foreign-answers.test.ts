/** The address of another cloud, of a web page or of nothing: every client says that no API of its cloud answers there. */
import { afterEach, describe, expect, it } from 'vitest';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import { AppError } from '../../../main/errors.ts';
import { sendRaw, startRawCloud } from './raw-cloud.ts';
import { wireClient, type Values } from './wire-clients.ts';

const never = new AbortController().signal;

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A read of each cloud, as its sign-in or its list begins with. */
const READS: Readonly<Record<VendorId, readonly [id: string, params: Values]>> = {
  'huawei-ivm': ['listDevices', { limit: 10 }],
  'huawei-vis': ['listDevices', {}],
  'tencent-ivp': ['listDeviceServiceNodes', {}],
  'aliyun-vcs': ['DescribeIpcs', { PageNum: 1, PageSize: 10 }],
  'aliyun-cityvisual': ['DescribeInstances', { RegionId: 'cn-shanghai' }],
};

/** How the servers of each cloud refuse a call that they do not know. */
const OTHERS: Readonly<Record<string, readonly [status: string, body: string]>> = {
  'the gateway of Huawei': [
    '404 Not Found',
    '{"error_code":"APIG.0101","error_msg":"The API does not exist or has not been published","request_id":"r"}',
  ],
  'Tencent IVP': ['404 Not Found', '{"RequestId":"r","Code":40004,"StatusCode":40004,"Message":"no such path"}'],
  'Alibaba Cloud': [
    '404 Not Found',
    '{"RequestId":"r","HostId":"vcs.example","Code":"InvalidAction.NotFound","Message":"Specified api is not found"}',
  ],
};
const OWN: Readonly<Partial<Record<VendorId, string>>> = {
  'tencent-ivp': 'Tencent IVP',
  // The services of Alibaba Cloud refuse in one form: their own code says that the operation is not there.
  'aliyun-vcs': 'Alibaba Cloud',
  'aliyun-cityvisual': 'Alibaba Cloud',
};

async function failureOf(vendor: VendorId, status: string, body: string): Promise<AppError> {
  const cloud = await startRawCloud((socket) => sendRaw(socket, body, [], status));
  open.push(() => cloud.close());
  const client = wireClient(vendor, cloud.origin);
  open.push(() => client.dispose());
  const error: unknown = await client.call(...READS[vendor], never).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

describe.each(VENDOR_IDS)('%s at a wrong address', (vendor) => {
  it.each(Object.keys(OTHERS).filter((name) => name !== OWN[vendor]))(
    'at a wrong address says that no API answers when %s refuses the call',
    async (name) => {
      const [status, body] = OTHERS[name] ?? ['', ''];
      const error = await failureOf(vendor, status, body);
      expect(error).toMatchObject({ code: 'network.no-api', action: 'edit-account', retryable: false });
      expect(error.params).toMatchObject({ field: 'endpoint', detail: 'no-path' });
      expect(error.vendor).toMatchObject({ id: vendor, httpStatus: 404 });
    },
  );

  it.each([
    ['a web page', '<!doctype html><html><h1>Not Found</h1></html>'],
    ['nothing', ''],
    ['another JSON', '{"detail":"Not Found"}'],
  ])('at a wrong address says so when a server answers 404 with %s', async (_, body) => {
    expect(await failureOf(vendor, '404 Not Found', body)).toMatchObject({ code: 'network.no-api' });
  });

  it('at a wrong address still takes a fault of the server for a fault, not for a wrong address', async () => {
    const error = await failureOf(vendor, '500 Internal Server Error', '<html>fault</html>');
    expect(error.code).toBe('cloud.unavailable');
  });
});

it.each([
  ['huawei-ivm', '404 Not Found', '{"error_code":"IVM.10022007","error_msg":"gone"}', 'cloud.not-found'],
  ['huawei-vis', '404 Not Found', '{"error_code":"VIS.0302","error_msg":"gone"}', 'cloud.not-found'],
  [
    'tencent-ivp',
    '404 Not Found',
    '{"RequestId":"r","Code":42206,"StatusCode":42206,"Message":"gone"}',
    'cloud.not-found',
  ],
  ['aliyun-vcs', '404 Not Found', '{"RequestId":"r","Code":"DeviceNotFound","Message":"gone"}', 'cloud.not-found'],
  ['tencent-ivp', '401 Unauthorized', '', 'auth.rejected-key'],
  ['huawei-ivm', '401 Unauthorized', '{"error_code":"APIG.0301","error_msg":"no"}', 'auth.expired-token'],
] as const)('the client takes a refusal in the words of %s for its own: %s', async (vendor, status, body, code) => {
  expect((await failureOf(vendor, status, body)).code).toBe(code);
});
