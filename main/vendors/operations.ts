/** Typed access to the documented operations of any vendor: `Params<'huawei-ivm', 'listDevices'>`. */
import type { VendorId } from '../../preload/domain/vendor.ts';
import type { AliyunCityvisualOperations } from './aliyun-cityvisual/operations.gen.ts';
import type { AliyunVcsOperations } from './aliyun-vcs/operations.gen.ts';
import type { AnswerOf, ParamsOf } from './core/operations.ts';
import type { HuaweiIvmOperations } from './huawei-ivm/operations.gen.ts';
import type { HuaweiVisOperations } from './huawei-vis/operations.gen.ts';
import type { TencentIvpOperations } from './tencent-ivp/operations.gen.ts';

interface OperationsByVendor {
  'huawei-ivm': HuaweiIvmOperations;
  'huawei-vis': HuaweiVisOperations;
  'tencent-ivp': TencentIvpOperations;
  'aliyun-vcs': AliyunVcsOperations;
  'aliyun-cityvisual': AliyunCityvisualOperations;
}

export type OperationId<V extends VendorId> = keyof OperationsByVendor[V] & string;
export type Params<V extends VendorId, O extends OperationId<V>> = ParamsOf<OperationsByVendor[V], O>;
export type Answer<V extends VendorId, O extends OperationId<V>> = AnswerOf<OperationsByVendor[V], O>;
