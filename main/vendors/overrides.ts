/** The corrections of all vendors, by vendor. */
import type { VendorId } from '../../preload/domain/vendor.ts';
import { OVERRIDES as aliyunCityvisual } from './aliyun-cityvisual/overrides.ts';
import { OVERRIDES as aliyunVcs } from './aliyun-vcs/overrides.ts';
import { OVERRIDES as huaweiIvm } from './huawei-ivm/overrides.ts';
import { OVERRIDES as huaweiVis } from './huawei-vis/overrides.ts';
import { OVERRIDES as tencentIvp } from './tencent-ivp/overrides.ts';
import type { VendorOverrides } from './core/contract/contract.ts';

export const OVERRIDES: Readonly<Record<VendorId, VendorOverrides>> = {
  'huawei-ivm': huaweiIvm,
  'huawei-vis': huaweiVis,
  'tencent-ivp': tencentIvp,
  'aliyun-vcs': aliyunVcs,
  'aliyun-cityvisual': aliyunCityvisual,
};
