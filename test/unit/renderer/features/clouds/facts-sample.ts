/** The facts that a cloud publishes of an account, for tests. */
import type { AccountFactsView } from '../../../../../preload/contract/cloud-facts.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';

type Figure = AccountFactsView['figures'][number];

export function figure(used: number | null, limit: number | null, rest: Partial<Figure> = {}): Figure {
  return {
    key: 'streams',
    used,
    limit,
    unit: 'count',
    name: null,
    state: null,
    billing: null,
    expiresAtMs: null,
    ...rest,
  };
}

export function factsOf(
  id: string,
  figures: readonly Figure[],
  rest: Partial<AccountFactsView> = {},
): AccountFactsView {
  return {
    accountId: asAccountId(id),
    readAtMs: 1000,
    subscription: null,
    figures: [...figures],
    notes: [],
    errors: [],
    clockSkewMs: null,
    ...rest,
  };
}
