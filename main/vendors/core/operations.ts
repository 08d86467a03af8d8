/** Typed access to the documented operations: `Params<'huawei-ivm', 'listDevices'>`. */
import type { AliyunCityvisualOperations } from '../aliyun-cityvisual/operations.gen.ts';
import type { AliyunVcsOperations } from '../aliyun-vcs/operations.gen.ts';
import type { HuaweiIvmOperations } from '../huawei-ivm/operations.gen.ts';
import type { HuaweiVisOperations } from '../huawei-vis/operations.gen.ts';
import type { TencentIvpOperations } from '../tencent-ivp/operations.gen.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';

interface OperationsByVendor {
  'huawei-ivm': HuaweiIvmOperations;
  'huawei-vis': HuaweiVisOperations;
  'tencent-ivp': TencentIvpOperations;
  'aliyun-vcs': AliyunVcsOperations;
  'aliyun-cityvisual': AliyunCityvisualOperations;
}

export type OperationId<V extends VendorId> = keyof OperationsByVendor[V] & string;

type Typed<V extends VendorId, O extends OperationId<V>> = OperationsByVendor[V][O] & {
  readonly params: object;
  readonly answer: object;
};

/** What a caller passes; what the session adds itself is left out. */
export type Params<V extends VendorId, O extends OperationId<V>> = Readonly<Typed<V, O>['params']>;

/** What comes back, envelope judged and values converted to the documented types; every key may be missing. */
export type Answer<V extends VendorId, O extends OperationId<V>> = Readonly<Typed<V, O>['answer']>;
