/** Checks the parameters of a single call and says in plain words what is wrong with them. */
import type { z } from 'zod';
import type { CatalogueEntry } from '../main/vendors/core/contract/catalogue.ts';
import type { Field } from '../main/vendors/core/contract/contract.ts';
import { parseLossless } from '../main/vendors/core/http/lossless.ts';
import { didYouMean } from './near-matches.ts';

type Params = Readonly<Record<string, unknown>>;

const EXAMPLE = `--params '{"name": "value"}'`;
const MAX_COMPLAINTS = 5;

/** @throws {RangeError} when the text is not a JSON object. The text itself is never quoted: it may contain a key. */
export function readParams(text: string): Params {
  let value: unknown;
  try {
    value = parseLossless(text); // integers beyond 2^53 stay exact
  } catch (cause) {
    throw new RangeError(`--params is no JSON; in most shells single quotes keep it whole: ${EXAMPLE}`, { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Params;
  throw new RangeError(`--params takes a JSON object, such as ${EXAMPLE}`);
}

/** The documented fields at a place inside the parameters; list indexes do not count. */
function fieldsAt(fields: readonly Field[], path: readonly PropertyKey[]): readonly Field[] {
  return path
    .filter((key) => typeof key === 'string')
    .reduce<readonly Field[]>((at, name) => at.find((field) => field.name === name)?.children ?? [], fields);
}

const inWords = (path: readonly PropertyKey[]): string => path.map(String).join('.');

function complaintOf(issue: z.core.$ZodIssue, fields: readonly Field[], implicit: readonly string[]): string {
  if (issue.code === 'unrecognized_keys') {
    const known = fieldsAt(fields, issue.path).map((field) => field.name);
    const open = known.filter((name) => !implicit.includes(name));
    const says = (key: string): string =>
      implicit.includes(key)
        ? `${key} is supplied by the sign-in; leave it out`
        : `there is no ${inWords([...issue.path, key])}. ${didYouMean(key, open, `There are ${open.join(', ') || 'none'}.`)}`;
    return issue.keys.map(says).join('; ');
  }
  const isMissing = issue.code === 'invalid_type' && /received undefined/.test(issue.message);
  return isMissing ? `${inWords(issue.path)} is required` : `${inWords(issue.path)}: ${issue.message}`;
}

/**
 * Checks the parameters against the document; null if they may be sent.
 *
 * @param implicit parameters that the sign-in supplies and a caller must not give.
 * @param supplied all that the sign-in supplies: not missed where they are absent.
 */
export function complaintAbout(
  entry: CatalogueEntry,
  params: Params,
  implicit: readonly string[],
  supplied: ReadonlySet<string>,
): string | null {
  const parsed = entry.request.safeParse(params);
  if (parsed.success) return null;
  const isFilledIn = ({ path }: z.core.$ZodIssue): boolean => path.length === 1 && supplied.has(String(path[0]));
  const issues = parsed.error.issues.filter((issue) => !isFilledIn(issue));
  if (issues.length === 0) return null;
  const all = issues.map((issue) => complaintOf(issue, entry.operation.params, implicit));
  const more = all.length > MAX_COMPLAINTS ? `; and ${all.length - MAX_COMPLAINTS} more` : '';
  return all.slice(0, MAX_COMPLAINTS).join('; ') + more;
}
