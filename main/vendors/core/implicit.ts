/** Parameters that the session supplies itself, from its credential or its token; callers never pass them. */
import type { VendorId } from '../../../preload/domain/vendor.ts';

export const IMPLICIT_PARAMS: Readonly<Record<VendorId, readonly string[]>> = {
  'huawei-ivm': ['user_id', 'Access-Token'],
  'huawei-vis': ['project_id', 'X-Auth-Token'],
  'tencent-ivp': [],
  'aliyun-vcs': [],
  'aliyun-cityvisual': ['Action'],
};
