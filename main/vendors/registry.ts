/**
 * The clouds that this version can talk to. A cloud joins by one line in `vendors` and a folder of its own; every table is
 * derived from the list.
 */
import type { Capability, CapabilityColumn } from '../../preload/domain/accounts/capability.ts';
import { VENDOR_IDS, type VendorId } from '../../preload/domain/vendor.ts';
import type { AnswerReader } from '../ports/answers.ts';
import type { Screen } from '../ports/screens.ts';
import type { SessionFactory } from '../ports/session.ts';
import { aliyunCityvisual } from './aliyun-cityvisual/vendor.ts';
import { aliyunVcs } from './aliyun-vcs/vendor.ts';
import type { Caller, CallerSettings } from './core/client/caller.ts';
import type { Vendor } from './core/client/vendor.ts';
import { cellsOf } from './core/contract/capabilities.ts';
import { readContract, type VendorOverrides } from './core/contract/contract.ts';
import { huaweiIvm } from './huawei-ivm/vendor.ts';
import { huaweiVis } from './huawei-vis/vendor.ts';
import { tencentIvp } from './tencent-ivp/vendor.ts';

export const vendors: { readonly [Id in VendorId]: Vendor<Id> } = {
  'huawei-ivm': huaweiIvm,
  'huawei-vis': huaweiVis,
  'tencent-ivp': tencentIvp,
  'aliyun-vcs': aliyunVcs,
  'aliyun-cityvisual': aliyunCityvisual,
};

const derived = <T>(pick: (vendor: Vendor) => T) =>
  Object.fromEntries(VENDOR_IDS.map((id) => [id, pick(vendors[id])])) as Readonly<Record<VendorId, T>>;

/** Where the documents of the clouds are wrong about themselves. */
export const OVERRIDES: Readonly<Record<VendorId, VendorOverrides>> = derived(({ answers }) => answers.overrides);

/** Partial, so that a test can leave clouds out. */
export type SessionFactories = Readonly<Partial<Record<VendorId, SessionFactory>>>;

/**
 * @param contractRoot folder URL with `<vendor>/contract.json`; a bundle passes its own.
 * @param reader reads the long answers of all sessions.
 */
export function createSessionFactories(contractRoot?: URL, reader?: AnswerReader): SessionFactories {
  return derived(({ createSession }): SessionFactory => {
    return (settings) => createSession(reader === undefined ? settings : { ...settings, reader }, contractRoot);
  });
}

export const sessionFactories: SessionFactories = createSessionFactories();

/** Callers of single operations, for tools and for the API console. @throws {AppError} `input.invalid-field` for a bad endpoint. */
export const callers: Readonly<Partial<Record<VendorId, (settings: CallerSettings) => Caller>>> = derived(
  ({ createCaller }) =>
    (settings) =>
      createCaller(settings),
);

const LIVE = { 'http-flv': 'live-flv', hls: 'live-hls', rtmp: 'live-rtmp' } as const;

/** The capabilities that this client offers for a cloud without the API console. */
function readyIn({ id, transports, offers }: Vendor, screens: readonly Screen[]): ReadonlySet<Capability> {
  const shown = screens.filter(({ port, vendors: of }) => offers.has(port) && (of?.has(id) ?? true));
  return new Set([...transports.map((transport) => LIVE[transport]), ...shown.map(({ capability }) => capability)]);
}

/**
 * The table of what each cloud can do, from the contracts and from what this client does with them.
 *
 * @param screens of all areas. @param contractRoot folder of the vendor folders; a bundle passes its own.
 */
export function readCapabilities(screens: readonly Screen[], contractRoot?: URL): CapabilityColumn[] {
  return VENDOR_IDS.map((id) => {
    const vendor: Vendor = vendors[id];
    const contract = readContract(id, contractRoot);
    const cells = cellsOf(contract, vendor.claims, readyIn(vendor, screens));
    return { vendor: id, operationCount: contract.operations.length, cells };
  });
}
