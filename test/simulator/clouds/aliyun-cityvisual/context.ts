/** The state that every City Visual operation works on, the finders that refuse, and the shape of lists. */
import type { Values } from '../../kernel/check.ts';
import type { Clock } from '../../kernel/clock.ts';
import { numberOf, textOf } from '../../kernel/values.ts';
import type { RpcOperations } from '../aliyun-rpc/front.ts';
import { invalid, notFound } from '../aliyun-rpc/refusal.ts';
import type { ErrorTable } from './errors.ts';
import type { CvEstate, CvInstance } from './estate.ts';
import type { JobStore } from './job-store.ts';
import type { Library } from './library.ts';
import type { PictureUrls } from './picture-urls.ts';

export interface CvContext {
  readonly seed: number;
  readonly clock: Clock;
  readonly estate: CvEstate;
  readonly library: Library;
  readonly jobs: JobStore;
  readonly errors: ErrorTable;
  readonly pictures: PictureUrls;
  /** `host:port` of this API, empty until it listens, and of the RTMP server. */
  readonly hosts: { api: string; rtmp: string };
}

export type CvOperations = RpcOperations<CvContext>;
type Body = Readonly<Record<string, unknown>>;

/** @throws {RpcRefusal} InvalidInstanceId.NotFound: the instance operations print no codes. */
export function instanceOf(context: CvContext, values: Values): CvInstance {
  const instance = context.estate.instances.get(textOf(values, 'InstanceId'));
  if (instance === undefined) throw notFound('InstanceId');
  return instance;
}

/**
 * A page of a list as the samples print it: `{PageNumber, PageSize, TotalCount, Outer: {Inner: [...]}}`.
 *
 * @param isText five operations print the three numbers as text.
 * @param total left out where it counts the items.
 */
export function listOf<T>(
  items: readonly T[],
  values: Values,
  names: readonly [outer: string, inner: string],
  row: (item: T) => unknown,
  isText = false,
  total = items.length,
): Body {
  const number = numberOf(values, 'PageNumber', 1);
  const size = numberOf(values, 'PageSize', 10);
  if (size < 1) throw invalid('PageSize');
  const rows = items.slice((number - 1) * size, number * size).map(row);
  const counts = { PageNumber: number, PageSize: size, TotalCount: total };
  const shown = isText ? Object.fromEntries(Object.entries(counts).map(([name, one]) => [name, String(one)])) : counts;
  return { ...shown, [names[0]]: { [names[1]]: rows } };
}

/**
 * Refuses a name that is malformed or that a sibling has.
 *
 * @param siblings names that are taken.
 * @throws {RpcRefusal} the operation's own two codes.
 */
export function checkName(
  context: CvContext,
  operation: string,
  name: string,
  siblings: Iterable<string>,
  codes: readonly [malformed: string, duplicate: string] = ['InvalidName.Malformed', 'InvalidName.Duplicate'],
): void {
  // create calls print no rule; 128 characters and no address is what all the printed rules share
  const isGood = name.trim() === name && [...name].length <= 128 && !/^https?:\/\//i.test(name);
  if (!isGood) throw context.errors.of(operation, codes[0]);
  for (const one of siblings) if (one === name) throw context.errors.of(operation, codes[1]);
}

/** The strict form: 2 to 128 characters, a letter or Han character first (ModifyCamera, ModifyJobGroup). */
export const STRICT_NAME = /^(?!https?:\/\/)[A-Za-z\u4e00-\u9fa5][A-Za-z0-9\u4e00-\u9fa5:_-]{1,127}$/;
