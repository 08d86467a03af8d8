/** The changes of all clouds. */
import type { VendorId } from '../preload/domain/vendor.ts';
import type { Orders } from './contracts-orders.ts';
import { CITY_ORDERS } from './contracts-orders-city.ts';
import { IVM_ORDERS } from './contracts-orders-ivm.ts';
import { IVP_ORDERS } from './contracts-orders-ivp.ts';
import { VCS_ORDERS } from './contracts-orders-vcs.ts';
import { VIS_ORDERS } from './contracts-orders-vis.ts';

/** The changes of each cloud. */
export const ORDERS: Readonly<Partial<Record<VendorId, Orders>>> = {
  'huawei-ivm': IVM_ORDERS,
  'huawei-vis': VIS_ORDERS,
  'tencent-ivp': IVP_ORDERS,
  'aliyun-vcs': VCS_ORDERS,
  'aliyun-cityvisual': CITY_ORDERS,
};
