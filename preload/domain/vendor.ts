/** The five clouds. Screens ask capabilities; only labels and forms look at the vendor. */

export const VENDOR_IDS = ['huawei-ivm', 'huawei-vis', 'tencent-ivp', 'aliyun-vcs', 'aliyun-cityvisual'] as const;
export type VendorId = (typeof VENDOR_IDS)[number];

/** Source code shown on tiles and tree rows. A product name, so it is the same in every language. */
export const VENDOR_CODES: Readonly<Record<VendorId, string>> = {
  'huawei-ivm': 'IVM',
  'huawei-vis': 'VIS',
  'tencent-ivp': 'IVP',
  'aliyun-vcs': 'VCS',
  'aliyun-cityvisual': 'CVE',
};
