/** What screens know of the clouds at once, compared with the table that main reads from the documents. */
import { expect, it } from 'vitest';
import { readCapabilities } from '../../../../../main/vendors/registry.ts';
import { capabilityOf, type AskedCapability } from '../../../../../preload/domain/accounts/cloud-capability.ts';
import { VENDOR_IDS } from '../../../../../preload/domain/vendor.ts';
import { allScreens } from '../../../../screens.ts';

/** Typed, so that a capability that joins the list is compared as well. */
const ASKED: Readonly<Record<AskedCapability, true>> = {
  ...{ 'cloud-playback': true, ptz: true, presets: true, 'cruise-tracks': true, 'target-libraries': true },
  onboarding: true,
};
const columns = readCapabilities(await allScreens());
const cases = VENDOR_IDS.flatMap((vendor) =>
  (Object.keys(ASKED) as AskedCapability[]).map((capability) => [vendor, capability] as const),
);

it.each(cases)('screens say of %s and %s what the table of clouds says, with the same reason', (vendor, capability) => {
  const column = columns.find((one) => one.vendor === vendor);
  const cell = column?.cells.find((one) => one.capability === capability);
  const { can, reason } = capabilityOf(vendor, capability);
  expect(can).toBe(cell?.state === 'yes');
  // The table has no word for the bucket: there the documents have no operation.
  expect(reason === 'in-bucket' ? 'no-operation' : reason).toBe(cell?.reason);
});

it('a camera whose account is not read yet is refused nothing', () => {
  expect(capabilityOf(undefined, 'cloud-playback')).toEqual({ can: true, reason: null });
});

it('recordings of Huawei VIS are refused because they lie in a bucket, and those of City Visual because it documents none', () => {
  expect(capabilityOf('huawei-vis', 'cloud-playback').reason).toBe('in-bucket');
  expect(capabilityOf('aliyun-cityvisual', 'cloud-playback').reason).toBe('no-operation');
});
