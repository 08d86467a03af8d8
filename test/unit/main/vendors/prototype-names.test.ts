/** A cloud answers with words that every object of JavaScript knows, such as `constructor`, where the document has its own. */
import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../preload/domain/error.ts';
import { asAccountId, channelIdOf, deviceIdOf, orgNodeIdOf } from '../../../../preload/domain/ids.ts';
import { toDevice as toCityDevice } from '../../../../main/vendors/aliyun-cityvisual/mapping.ts';
import { errorOf as aliyunErrorOf } from '../../../../main/vendors/aliyun/errors.ts';
import { toCamera as toVcsCamera } from '../../../../main/vendors/aliyun-vcs/mapping.ts';
import { readContract } from '../../../../main/vendors/core/contract/contract.ts';
import { createErrorMap as ivmErrors } from '../../../../main/vendors/huawei-ivm/wire/errors.ts';
import { toDevice as toIvmDevice, toPackageFigure, toRecording } from '../../../../main/vendors/huawei-ivm/mapping.ts';
import { createErrorMap as visErrors } from '../../../../main/vendors/huawei-vis/wire/errors.ts';
import { createErrorMap as ivpErrors } from '../../../../main/vendors/tencent-ivp/wire/errors.ts';

const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
const accountId = asAccountId('a');

// @promise security.prototype-names: A code, state or kind that every object of JavaScript knows counts as unknown.
it.each([
  ['huawei-ivm', ivmErrors(readContract('huawei-ivm').errorCodes)],
  ['huawei-vis', visErrors('token')],
  ['tencent-ivp', ivpErrors(readContract('tencent-ivp').errorCodes)],
  ['the clouds of Alibaba', aliyunErrorOf],
] as const)('a code of %s with the name of a property of every object counts as an unknown code', (_, errorOf) => {
  for (const name of NAMES) {
    for (const http of [200, 400, 500]) {
      expect(errorOf(name, http)).toEqual(errorOf('NobodyKnows', http));
      expect(ERROR_CODES).toContain(errorOf(name, http).code);
    }
  }
});

// @promise security.prototype-names
it('a state or a kind with the name of a property of every object counts as unknown', () => {
  const id = channelIdOf(deviceIdOf(accountId, 'd'), '0');
  const times = { start_time: '2026-01-01 00:00:00', end_time: '2026-01-01 00:01:00' };
  const place = { accountId, instanceId: 'i', protocols: new Map(), node: orgNodeIdOf(accountId, 'i') };
  for (const name of NAMES) {
    expect(toVcsCamera(accountId, { DeviceId: 'd', DeviceStatus: name })?.status).toBe('unknown');
    expect(toCityDevice(place as never, { CameraId: 'c', StreamStatus: name })?.status).toBe('unknown');
    expect(toIvmDevice(accountId, { device_id: 'd', device_state: name })?.status).toBe('unknown');
    expect(toRecording(id, 'cloud', { ...times, record_type: name })?.kind).toBe('unknown');
    expect(toPackageFigure({ resource_type_code: name })).toBeNull();
    const figure = toPackageFigure({ resource_type_code: 'MANAGE', resource_state: name, mode: name });
    expect(figure).toMatchObject({ state: null, billing: null });
  }
});
