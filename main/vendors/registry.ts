/** Which clouds this version can talk to. A cloud joins by one line here and a folder of its own. */
import type { VendorId } from '../../preload/domain/vendor.ts';
import { createCitySession } from './aliyun-cityvisual/client.ts';
import { createVcsSession } from './aliyun-vcs/client.ts';
import type { AnswerReader } from '../ports/answers.ts';
import { createIvmSession } from './huawei-ivm/client.ts';
import { createVisSession } from './huawei-vis/client.ts';
import type { SessionFactory, SessionSettings, VendorSession } from '../ports/session.ts';
import { createIvpSession } from './tencent-ivp/client.ts';

export type SessionFactories = Readonly<Partial<Record<VendorId, SessionFactory>>>;

/**
 * @param contractRoot folder URL with `<vendor>/contract.json`; a bundle passes its own.
 * @param reader reads the long answers of all sessions.
 */
export function createSessionFactories(contractRoot?: URL, reader?: AnswerReader): SessionFactories {
  const withReader = (create: (settings: SessionSettings, contractRoot?: URL) => VendorSession): SessionFactory => {
    return (settings) => create(reader === undefined ? settings : { ...settings, reader }, contractRoot);
  };
  return {
    'huawei-ivm': withReader(createIvmSession),
    'huawei-vis': withReader(createVisSession),
    'tencent-ivp': withReader(createIvpSession),
    'aliyun-vcs': withReader(createVcsSession),
    'aliyun-cityvisual': withReader(createCitySession),
  };
}

export const sessionFactories: SessionFactories = createSessionFactories();
