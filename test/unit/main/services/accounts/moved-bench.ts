/** Common parts of the tests of moved addresses: a documented host, two others, and a client over a cloud in memory. */
import { openBench, type BenchOptions } from '../bench.ts';
import { testFolder } from '../folder.ts';
import { MemoryCloud } from '../memory-cloud.ts';

export const DOCUMENTED = 'https://api-ivm.myhuaweicloud.com';
export const OTHER = 'https://ivm.example';
/** Begins as the documented host does, and belongs to somebody else. */
export const EVIL = 'https://api-ivm.myhuaweicloud.com.evil.example';

/** The client in a folder that is removed after the test, and its cloud. */
export function open(
  change: Partial<BenchOptions> = {},
): ReturnType<typeof openBench> & { readonly cloud: MemoryCloud } {
  const cloud = new MemoryCloud();
  return { cloud, ...openBench({ dir: testFolder(), cloud, ...change }) };
}

export type Bench = ReturnType<typeof open>;

/** The facts about each account that a person sees. */
export const stateOf = ({ accounts }: Bench): readonly object[] =>
  accounts.list().map(({ label, endpoint, fields, isKeyMissing }) => ({ label, endpoint, fields, isKeyMissing }));
