/** Each documented code of each cloud has a next step for the user; a plain "refused" needs a written reason. */
import { expect, it } from 'vitest';
import { VENDOR_IDS, type VendorId } from '../../../../preload/domain/vendor.ts';
import { errorOf as aliyunErrorOf } from '../../../../main/vendors/aliyun/errors.ts';
import type { Mapped } from '../../../../main/vendors/core/client/dialect.ts';
import { readContract } from '../../../../main/vendors/core/contract/contract.ts';
import { createErrorMap as ivmErrors } from '../../../../main/vendors/huawei-ivm/wire/errors.ts';
import { createErrorMap as visErrors } from '../../../../main/vendors/huawei-vis/wire/errors.ts';
import { createErrorMap as ivpErrors } from '../../../../main/vendors/tencent-ivp/wire/errors.ts';

const MAPS: Readonly<Record<VendorId, (code: string | null, http: number) => Mapped>> = {
  'huawei-ivm': ivmErrors(readContract('huawei-ivm').errorCodes),
  'huawei-vis': visErrors('token'),
  'tencent-ivp': ivpErrors(readContract('tencent-ivp').errorCodes),
  'aliyun-vcs': aliyunErrorOf,
  'aliyun-cityvisual': aliyunErrorOf,
};

/** The documented codes of Huawei IVM that stay `cloud.refused`, each with the reason. */
const GENERIC: Readonly<Record<string, string>> = { 'IVM.0': 'The code of success: no failure carries it.' };

interface Documented {
  readonly code?: string | undefined;
  readonly http?: number | null | undefined;
}

/** The codes of the table of a cloud and those that single operations add. */
function codesOf(vendor: VendorId): ReadonlyMap<string, number> {
  const { errorCodes, operations } = readContract(vendor);
  const rows: readonly Documented[] = [
    ...errorCodes,
    ...operations.flatMap((operation) => (operation as { readonly errors?: readonly Documented[] }).errors ?? []),
  ];
  return new Map(rows.flatMap(({ code, http }) => (code === undefined ? [] : [[code, http ?? 400]])));
}

it.each(VENDOR_IDS)(
  'every documented code of %s has a next step for the user, or a reason why none is known',
  (vendor) => {
    const reasons = vendor === 'huawei-ivm' ? GENERIC : {};
    const vague = [...codesOf(vendor)].filter(([code, http]) => MAPS[vendor](code, http).code === 'cloud.refused');
    expect(vague.map(([code]) => code)).toEqual(Object.keys(reasons));
    for (const reason of Object.values(reasons)) expect(reason.length).toBeGreaterThan(20);
  },
);

it('the document of IVM lists 652 codes, three of them twice', () => {
  expect(readContract('huawei-ivm').errorCodes).toHaveLength(655);
  expect(new Set(readContract('huawei-ivm').errorCodes.map(({ code }) => code)).size).toBe(652);
});

it.each([
  ['IVM.20060024', 'cloud.service-unclear'], // Chinese: not enabled; English: already exists
  ['IVM.20060025', 'cloud.service-unclear'],
  ['IVM.20060026', 'cloud.service-not-enabled'],
  ['IVM.20060007', 'cloud.exists'],
  ['IVM.20010010', 'cloud.service-abnormal'], // the service is frozen, not the device
  ['IVM.20060044', 'cloud.service-abnormal'],
  ['IVM.20070006', 'device.privacy-mask'],
  ['IVM.20000056', 'device.rejected-password'],
  ['IVM.20180005', 'device.licence'],
  ['IVM.20000053', 'device.failed'],
  ['IVM.20060023', 'cloud.first-needed'],
  ['IVM.20100022', 'auth.holder-needed'],
  ['IVM.20000006', 'cloud.failed'],
] as const)('the client reports %s as %s', (code, expected) => {
  expect(MAPS['huawei-ivm'](code, 400).code).toBe(expected);
});

it.each([
  // More than one call takes: less at once helps, more quota does not.
  ...(
    [
      '10020002',
      '10020056',
      '10022004',
      '10022016',
      '10027006',
      '10027017',
      '10027018',
      '10024011',
      '20060015',
    ] as const
  ).map((code) => ['huawei-ivm', `IVM.${code}`, 'cloud.invalid-parameter'] as const),
  ['huawei-ivm', 'IVM.10020037', 'cloud.invalid-parameter'], // the new password is the old one
  ['huawei-ivm', 'IVM.20140005', 'cloud.invalid-parameter'],
  ['huawei-ivm', 'IVM.10027021', 'cloud.not-supported'], // the default voice stays
  ['huawei-ivm', 'IVM.20110003', 'cloud.not-supported'],
  ['huawei-ivm', 'IVM.20110008', 'cloud.not-supported'],
  ['huawei-ivm', 'IVM.20130008', 'cloud.not-found'],
  ['huawei-ivm', 'IVM.20060003', 'cloud.first-needed'],
  ['huawei-ivm', 'IVM.20090028', 'targets.list-empty'], // faces before the group is enabled
  ['huawei-ivm', 'IVM.20000032', 'cloud.conflict'],
  ['huawei-ivm', 'IVM.20000055', 'device.rejected-password'],
  ['huawei-ivm', 'IVM.10010001', 'cloud.failed'],
  ['huawei-vis', 'VIS.0205', 'cloud.conflict'], // a recording is running
  ['huawei-vis', 'VIS.0206', 'cloud.conflict'],
  ['tencent-ivp', '41606', 'cloud.first-needed'], // the name of the domain has to lead to the cloud
  ['tencent-ivp', '41609', 'cloud.first-needed'],
  ['tencent-ivp', '41623', 'cloud.first-needed'],
  ['tencent-ivp', '41615', 'cloud.invalid-parameter'],
  ['tencent-ivp', '43406', 'cloud.invalid-parameter'],
  ['tencent-ivp', '43704', 'cloud.invalid-parameter'],
  ['tencent-ivp', '43709', 'cloud.invalid-parameter'],
  ['aliyun-cityvisual', 'InvalidStreamStatus.NotFound', 'cloud.invalid-parameter'],
] as const)('a code of %s, %s, is reported as %s, so that the next step helps', (vendor, code, expected) => {
  expect(MAPS[vendor](code, 400).code).toBe(expected);
});

it.each(VENDOR_IDS)('a retry is offered where %s reports that the work failed without a cause', (vendor) => {
  for (const [code, http] of codesOf(vendor)) {
    const mapped = MAPS[vendor](code, http);
    if (mapped.code === 'cloud.failed') expect([code, mapped.action]).toEqual([code, 'retry']);
  }
});
