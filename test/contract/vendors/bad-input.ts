/** The five clouds as the tests of bad input see them: how many rules they have, and where a document gives none. */
import { createCatalogue } from '../../../main/vendors/core/catalogue.ts';
import { readContract, type Operation } from '../../../main/vendors/core/contract.ts';
import { OVERRIDES } from '../../../main/vendors/overrides.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { badCases, type BadCase } from './bad-values.ts';
import type { KnownValues } from './good-values.ts';

export interface BadInput {
  readonly vendor: VendorId;
  /** The generator must not shrink unnoticed. */
  readonly leastCases: number;
}

/** `operation parameter`: what the account adds by itself, so that nobody can leave it out. */
export const SUPPLIED: ReadonlySet<string> = new Set(['getAccessToken ak', 'getAccessToken sk', 'createIamToken auth']);

export const BAD_INPUT: readonly BadInput[] = [
  { vendor: 'huawei-ivm', leastCases: 2400 },
  { vendor: 'huawei-vis', leastCases: 600 },
  { vendor: 'tencent-ivp', leastCases: 1350 },
  { vendor: 'aliyun-vcs', leastCases: 1000 },
  { vendor: 'aliyun-cityvisual', leastCases: 870 },
];

export interface BadOperation {
  readonly id: string;
  readonly operation: Operation;
  /** Whether the client would send these parameters. */
  readonly isTaken: (params: object) => boolean;
  readonly cases: readonly BadCase[];
}

/** Every operation of a cloud with the requests that break one of its rules. */
export function operationsOf(vendor: VendorId, known: KnownValues): readonly BadOperation[] {
  const { implicit } = OVERRIDES[vendor];
  const catalogue = createCatalogue(readContract(vendor), OVERRIDES[vendor]);
  return catalogue.operationIds.map((id) => {
    const { operation, request } = catalogue.entry(id);
    const params = operation.params.filter(({ name }) => !implicit.includes(name));
    return { id, operation, isTaken: (given) => request.safeParse(given).success, cases: badCases(params, known) };
  });
}
