/** Which clouds this version can talk to. A cloud joins by one line here and a folder of its own. */
import type { VendorId } from '../../preload/domain/vendor.ts';
import { createCitySession } from './aliyun-cityvisual/ports.ts';
import { createVcsSession } from './aliyun-vcs/ports.ts';
import { createIvmSession } from './huawei-ivm/ports.ts';
import { createVisSession } from './huawei-vis/ports.ts';
import type { SessionFactory } from './ports.ts';
import { createIvpSession } from './tencent-ivp/ports.ts';

export type SessionFactories = Readonly<Partial<Record<VendorId, SessionFactory>>>;

/** @param contractRoot folder URL with `<vendor>/contract.json`; a bundle passes its own. */
export function createSessionFactories(contractRoot?: URL): SessionFactories {
  return {
    'huawei-ivm': (settings) => createIvmSession(settings, contractRoot),
    'huawei-vis': (settings) => createVisSession(settings, contractRoot),
    'tencent-ivp': (settings) => createIvpSession(settings, contractRoot),
    'aliyun-vcs': (settings) => createVcsSession(settings, contractRoot),
    'aliyun-cityvisual': (settings) => createCitySession(settings, contractRoot),
  };
}

export const sessionFactories: SessionFactories = createSessionFactories();
