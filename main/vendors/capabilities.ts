/** The table of what each cloud can do, from the contracts and from what this client does with them. */
import type { Capability, CapabilityColumn } from '../../preload/domain/capability.ts';
import { VENDOR_IDS, type VendorId } from '../../preload/domain/vendor.ts';
import { CLAIMS as CITY } from './aliyun-cityvisual/capabilities.ts';
import { CLAIMS as VCS } from './aliyun-vcs/capabilities.ts';
import { cellsOf, type CapabilityClaims } from './core/contract/capabilities.ts';
import { readContract } from './core/contract/contract.ts';
import { CLAIMS as IVM } from './huawei-ivm/capabilities.ts';
import { CLAIMS as VIS } from './huawei-vis/capabilities.ts';
import { CLAIMS as IVP } from './tencent-ivp/capabilities.ts';

export const CAPABILITY_CLAIMS: Readonly<Record<VendorId, CapabilityClaims<never>>> = {
  'huawei-ivm': IVM,
  'huawei-vis': VIS,
  'tencent-ivp': IVP,
  'aliyun-vcs': VCS,
  'aliyun-cityvisual': CITY,
};

const WEB_LIVE: readonly Capability[] = ['live-flv', 'live-hls'];

/** What the client does by itself; a new screen joins by one word. Live pictures: the transports of the live ports. */
const READY: Readonly<Record<VendorId, ReadonlySet<Capability>>> = {
  'huawei-ivm': new Set([...WEB_LIVE, 'ptz']),
  'huawei-vis': new Set(WEB_LIVE),
  'tencent-ivp': new Set([...WEB_LIVE, 'ptz']),
  'aliyun-vcs': new Set(WEB_LIVE),
  'aliyun-cityvisual': new Set(['live-rtmp']),
};

/** @param contractRoot folder of the vendor folders; a bundle passes its own. */
export function readCapabilities(contractRoot?: URL): CapabilityColumn[] {
  return VENDOR_IDS.map((vendor) => {
    const contract = readContract(vendor, contractRoot);
    const cells = cellsOf(contract, CAPABILITY_CLAIMS[vendor], READY[vendor]);
    return { vendor, operationCount: contract.operations.length, cells };
  });
}
