/** The capabilities of clouds that screens know without a call, compared with the table and the ports of main, and with the documents. */
import { expect, it } from 'vitest';
import type { PortName } from '../../../../../main/ports/screens.ts';
import { readContract } from '../../../../../main/vendors/core/contract/contract.ts';
import { readCapabilities, vendors } from '../../../../../main/vendors/registry.ts';
import { capabilityOf, type AskedCapability } from '../../../../../preload/domain/accounts/cloud-capability.ts';
import { VENDOR_IDS } from '../../../../../preload/domain/vendor.ts';
import { allScreens } from '../../../../screens.ts';

/** Functions that are no row of the table: the port in main, and the documented operations. */
const FUNCTIONS = {
  'recording-lists': { port: 'records', operations: /^(?:list|query)\w*(?:Records|RecordTimeline)$/ },
  retrievals: { port: 'retrievals', operations: /RetrieveTasks?$/ },
  workbooks: { port: 'workbooks', operations: /DeviceTemplate$/ },
  'data-sources': { port: 'dataSources', operations: /DataSource$/ },
  credentials: { port: 'credentials', operations: /Credential/ },
  intakes: { port: 'intakes', operations: /WorkGroup$/ },
} as const satisfies Partial<Record<AskedCapability, { readonly port: PortName; readonly operations: RegExp }>>;
type Asked = keyof typeof FUNCTIONS;

/** Typed, so that a capability that joins the list is compared as well. */
const ASKED: Readonly<Record<Exclude<AskedCapability, Asked>, true>> = {
  'cloud-playback': true,
  ptz: true,
  presets: true,
  'cruise-tracks': true,
  'target-libraries': true,
  onboarding: true,
};
const columns = readCapabilities(await allScreens());
const cases = VENDOR_IDS.flatMap((vendor) =>
  (Object.keys(ASKED) as (keyof typeof ASKED)[]).map((capability) => [vendor, capability] as const),
);
const functions = VENDOR_IDS.flatMap((vendor) =>
  (Object.keys(FUNCTIONS) as Asked[]).map((name) => [vendor, name] as const),
);

it.each(cases)('screens say of %s and %s what the table of clouds says, with the same reason', (vendor, capability) => {
  const column = columns.find((one) => one.vendor === vendor);
  const cell = column?.cells.find((one) => one.capability === capability);
  const { can, reason } = capabilityOf(vendor, capability);
  expect(can).toBe(cell?.state === 'yes');
  // The table has no word for the bucket: there the documents have no operation.
  expect(reason === 'in-bucket' ? 'no-operation' : reason).toBe(cell?.reason);
});

it.each(functions)('screens offer of %s the function %s where main and the document have it', (vendor, name) => {
  const { port, operations } = FUNCTIONS[name];
  const { can } = capabilityOf(vendor, name);
  expect(can).toBe(vendors[vendor].offers.has(port));
  expect(can).toBe(readContract(vendor).operations.some(({ id }) => operations.test(id)));
});

it('a camera whose account is not read yet is refused nothing', () => {
  expect(capabilityOf(undefined, 'cloud-playback')).toEqual({ can: true, reason: null });
});

it('recordings of Huawei VIS are refused because they lie in a bucket, and those of City Visual because it documents none', () => {
  expect(capabilityOf('huawei-vis', 'cloud-playback').reason).toBe('in-bucket');
  expect(capabilityOf('aliyun-cityvisual', 'cloud-playback').reason).toBe('no-operation');
});
