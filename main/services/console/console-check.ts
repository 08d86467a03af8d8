/** Checks parameters against the document before anything is sent, and reports the faults field by field. */
import type { z } from 'zod';
import type { ConsoleFieldKind, FieldComplaint } from '../../../preload/contract/console.ts';
import type { CatalogueEntry } from '../../vendors/core/contract/catalogue.ts';
import { faultIn } from '../../vendors/core/contract/schema.ts';

type Params = Readonly<Record<string, unknown>>;
type Issue = z.core.$ZodIssue;

const MAX_COMPLAINTS = 50;
const MAX_DETAIL = 600;

/** A fault without words of its own: the texts of the schema are English, and the page may be Chinese. */
const NO_FORM = { code: 'pattern', detail: '' } as const;

/** The names of the schema's types, as kinds of fields. */
const KIND_OF: Readonly<Record<string, ConsoleFieldKind>> = { array: 'list', record: 'map', int: 'integer' };

function meaningOf(issue: Issue): Pick<FieldComplaint, 'code' | 'detail'> {
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'type', detail: KIND_OF[issue.expected] ?? issue.expected };
    case 'too_small':
      return { code: 'too-small', detail: String(issue.minimum) };
    case 'too_big':
      return { code: 'too-large', detail: String(issue.maximum) };
    case 'invalid_format':
      return { code: 'type', detail: 'integer' };
    case 'invalid_value':
      return { code: 'enum', detail: issue.values.map(String).join(', ') };
    case 'custom': {
      const fault = faultIn(issue);
      if (fault === null) return NO_FORM;
      return { code: fault.code, detail: fault.detail.slice(0, MAX_DETAIL) };
    }
    default:
      return NO_FORM;
  }
}

/** Of several allowed shapes, the one that fits furthest reports its fault; if none fits at all, the type is wrong. */
function* leaves(issue: Issue, above: readonly PropertyKey[] = []): Generator<{ issue: Issue; path: PropertyKey[] }> {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union') {
    yield { issue, path };
    return;
  }
  const isShape = (branch: readonly Issue[]) => branch.some((i) => i.code === 'invalid_type' && i.path.length === 0);
  const fitting = issue.errors.find((branch) => branch.length > 0 && !isShape(branch));
  const chosen = fitting ?? issue.errors[0]?.slice(0, 1) ?? [];
  for (const inner of chosen) yield* leaves(inner, path);
}

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], root);

const toPath = (path: readonly PropertyKey[]): (string | number)[] =>
  path.map((part) => (typeof part === 'number' ? part : String(part)));

/** A missing structure breaks several rules at once. */
function distinct(complaints: readonly FieldComplaint[]): readonly FieldComplaint[] {
  return [...new Map(complaints.map((one) => [JSON.stringify([one.path, one.code]), one])).values()];
}

/**
 * @param supplied parameters that the session fills in: not missed where they are absent.
 * @param implicit those of them that may not be given at all.
 * @returns nothing when the call may be sent; {@link MAX_COMPLAINTS} at most.
 */
export function complaintsAbout(
  entry: CatalogueEntry,
  params: Params,
  supplied: readonly string[],
  implicit: readonly string[],
): FieldComplaint[] {
  const parsed = entry.request.safeParse(params);
  if (parsed.success) return [];
  const all: FieldComplaint[] = [];
  for (const top of parsed.error.issues) {
    for (const { issue, path } of leaves(top)) {
      if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys) {
          const isOurs = path.length === 0 && implicit.includes(key);
          all.push({ path: toPath([...path, key]), code: isOurs ? 'supplied' : 'unknown', detail: '' });
        }
        continue;
      }
      // A choice of shapes does not say that there is nothing at all.
      const isMissing = valueAt(params, path) === undefined;
      if (isMissing && path.length === 1 && supplied.includes(String(path[0]))) continue;
      all.push({ path: toPath(path), ...(isMissing ? { code: 'required', detail: '' } : meaningOf(issue)) });
    }
  }
  return distinct(all).slice(0, MAX_COMPLAINTS);
}
