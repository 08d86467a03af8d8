/** Every failure that the client knows, in the words that the client shows for it, by topic. */
import { ERROR_CODES, type ErrorCode } from '../../../preload/domain/error.ts';
import { errorWords, type ErrorWords } from '../../i18n/error-words.ts';
import type { Text } from '../../i18n/i18n.ts';
import { matchNames } from '../../state/page/name-search.ts';
import { keeping } from '../../ui/keeping.ts';

export interface FailureRow extends ErrorWords {
  readonly code: ErrorCode;
}

interface FoundRow extends FailureRow {
  readonly name: string;
  readonly words: string;
}

/**
 * Groups of failures, with the areas of their codes. Pictures come first, then the connection to them; this computer
 * and the client come last.
 */
const GROUPS = {
  picture: ['media', 'recording', 'evidence', 'export', 'channel', 'device'],
  cloud: ['cloud', 'devices', 'targets', 'jobs'],
  signIn: ['auth', 'vault', 'account'],
  network: ['network'],
  wall: ['wall', 'site', 'number', 'bookmark', 'presets', 'cruises', 'removed', 'window', 'onboarding'],
  computer: ['input', 'storage', 'demo'],
  client: ['cancelled', 'ipc', 'internal'],
} as const;
type GroupName = keyof typeof GROUPS;
const GROUP_NAMES = Object.keys(GROUPS) as readonly GroupName[];

export interface FailureGroup {
  readonly group: GroupName;
  readonly rows: readonly FailureRow[];
}

const areaOf = (code: ErrorCode): string => code.split('.')[0] ?? '';

const isIn = (group: GroupName, code: ErrorCode): boolean =>
  (GROUPS[group] as readonly string[]).includes(areaOf(code));

/** Without its parameters a text may begin with a small letter. */
const asSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The list has no host, figure or reason to name: where a text lives from these, the list has words of its own. */
function listWords(t: Text, code: ErrorCode): ErrorWords {
  const said = errorWords(t, { code, params: {}, vendor: null, retryable: false, action: 'none' });
  const say = (part: keyof ErrorWords): string => {
    const key = `help.general.${code}.${part}`;
    const own = (t as (key: string) => string)(key);
    return own === key ? asSentence(said[part]) : own;
  };
  return { what: say('what'), why: say('why'), next: say('next') };
}

const allRows = keeping((t: Text): readonly FoundRow[] =>
  ERROR_CODES.map((code) => {
    const words = listWords(t, code);
    return { ...words, code, name: words.what, words: `${code} ${words.why} ${words.next}` };
  }),
);

/** The failures that hold the words of the query; all for an empty query. A word may have one typing error. */
function matching(t: Text, query: string): readonly FailureRow[] {
  const rows = allRows(t);
  if (query.trim() === '') return rows;
  const { found } = matchNames(rows, query, { limit: rows.length });
  return found.length > 0 ? found : matchNames(rows, query, { limit: rows.length, isForgiving: true }).found;
}

/** The failures that the query finds, by topic; a topic without any is left out. */
export function failureGroups(t: Text, query: string): readonly FailureGroup[] {
  const found = matching(t, query);
  return GROUP_NAMES.map((group) => ({ group, rows: found.filter(({ code }) => isIn(group, code)) })).filter(
    ({ rows }) => rows.length > 0,
  );
}
