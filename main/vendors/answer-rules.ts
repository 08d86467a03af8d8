/** How the answers of each cloud are understood, for a thread that knows no account. */
import type { VendorId } from '../../preload/domain/vendor.ts';
import { createDialect as cityDialect } from './aliyun-cityvisual/dialect.ts';
import { createDialect as vcsDialect } from './aliyun-vcs/dialect.ts';
import type { AnswerRules } from './core/client/reading.ts';
import { createDialect as ivmDialect } from './huawei-ivm/dialect.ts';
import { createDialect as visDialect } from './huawei-vis/dialect.ts';
import { createDialect as ivpDialect } from './tencent-ivp/dialect.ts';

/** What the rest of a dialect is made from says nothing about answers. */
export const ANSWER_RULES: Readonly<Record<VendorId, AnswerRules>> = {
  'huawei-ivm': ivmDialect([]),
  'huawei-vis': visDialect({ way: 'token', iamEndpoint: null }),
  'tencent-ivp': ivpDialect([]),
  'aliyun-vcs': vcsDialect({ version: '', dataEndpoint: null }),
  'aliyun-cityvisual': cityDialect(''),
};
