/** A notice in words, in the language of now. */
import type { Text } from '../i18n/i18n.ts';
import type { Notice } from '../state/page/notices.ts';
import { shortPath } from '../ui/rows/short-path.ts';

export function noticeWords(t: Text, { key, params }: Pick<Notice, 'key' | 'params'>): string {
  const say = t as (key: string, params: Notice['params']) => string;
  return say(`shell.notices.${key}`, params);
}

const MAX_PATH_CHARS = 44;

/** The same with a path cut in its middle, for the one line of the status bar. */
export function shortNoticeWords(t: Text, { key, params }: Notice): string {
  const { path } = params;
  return noticeWords(t, {
    key,
    params: typeof path === 'string' ? { ...params, path: shortPath(path, MAX_PATH_CHARS) } : params,
  });
}
