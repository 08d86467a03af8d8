/**
 * The regular expressions of the documents in words, such as `8 to 32 letters and digits`. Nobody has to read an expression
 * to fill in a form.
 */
import type { Text } from '../i18n/i18n.ts';

type FormKey = Parameters<Text>[0] & `console.forms.${string}`;

const TIME_OF_DAY = 'console.forms.timeOfDay';
const SPECIAL: Readonly<Record<string, FormKey>> = {
  '^\\d{10}(132|111|118)\\d{7}$': 'console.forms.gbDevice',
  '^[A-Za-z-][A-Za-z0-9-]{4,31}$': 'console.forms.account',
  '^(0|[1-9]\\d{0,2})$': 'console.forms.upTo999',
  '^https?://': 'console.forms.webAddress',
  '^([0-9]{1,3}|[0-9]{20})$': 'console.forms.channel',
  '^([0-9A-Za-z]{8,32}|[0-9]{10}(132|111|118)[0-9]{7})$': 'console.forms.device',
  '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$': 'console.forms.time',
  'yyyy-MM-dd HH:mm:ss': 'console.forms.time',
  '^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$': TIME_OF_DAY,
  '^([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d$': TIME_OF_DAY,
  '^\\d{2}:\\d{2}:\\d{2}$': TIME_OF_DAY,
  '^([01][0-9]|2[0-3]):[0-5]0$': 'console.forms.tenMinutes',
  '^(-1|[0-9]{1,3})$': 'console.forms.channelOrAll',
  '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$': 'console.forms.uuid',
  '^-?\\d+(\\.\\d{1,6})?$': 'console.forms.sixDecimals',
  '^\\d+\\*\\d+$': 'console.forms.resolution',
  '^(https?://[^/]+/.*\\.(m3u8|flv)(\\?.*)?|rtmp://[^/]+/.*)$': 'console.forms.streamAddress',
  '^(?!https?://)[A-Za-z\\u4e00-\\u9fa5][A-Za-z0-9\\u4e00-\\u9fa5:_-]{1,127}$': 'console.forms.cityName',
  '^(?!aliyun|acs:|https?://)[\\s\\S]{1,64}$': 'console.forms.tag64',
  '^(?!aliyun|acs:|https?://)[\\s\\S]{1,128}$': 'console.forms.tag128',
  '^(?!https?://)[\\s\\S]{2,256}$': 'console.forms.cityText',
};

/** One kind of characters a number of times: `^[A-Za-z0-9_-]{1,32}$`, `^\d{13}$`. */
const RUN = /^\^(\\d|\[[^\]]+\])(?:\{(\d+)(?:,(\d+))?\}|([*+]))?\$$/;
const KINDS: readonly (readonly [RegExp, FormKey])[] = [
  [/A-Za-z|a-zA-Z/, 'console.forms.letters'],
  [/0-9|\\d/, 'console.forms.digits'],
  [/\\u4e00-\\u9f(a5|ff)/i, 'console.forms.chinese'],
];

function listed(t: Text, parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  const rest = parts.slice(0, -1).join(t('console.forms.comma'));
  return rest === '' ? last : t('console.forms.and', { rest, last });
}

/** The characters of a class in brackets. */
function kindsOf(t: Text, text: string): string {
  let left = text.replace(/^\[|\]$/g, '');
  const kinds: string[] = [];
  for (const [kind, key] of KINDS) {
    if (!kind.test(left)) continue;
    left = left.replace(kind, '');
    kinds.push(t(key));
  }
  const marks = [...left.replaceAll('\\', '')].map((mark) => (mark === ' ' ? t('console.forms.blank') : mark));
  return listed(t, [...kinds, ...marks]);
}

/** Describes one expression; null where there are no words for it. */
function formWords(t: Text, pattern: string): string | null {
  const special = SPECIAL[pattern];
  if (special !== undefined) return t(special);
  const kinds = /^(\d) kinds of characters$/.exec(pattern)?.[1];
  if (kinds !== undefined) return t('console.forms.mixed', { count: Number(kinds) });
  const [, set, least, most] = RUN.exec(pattern) ?? [];
  if (set === undefined) return null;
  const of = kindsOf(t, set);
  if (least === undefined) return of;
  if (most === undefined) return t('console.forms.exactly', { amount: least, of });
  return least === '0' ? t('console.forms.atMost', { most, of }) : t('console.forms.between', { least, most, of });
}

/**
 * Describes the required form of a text; null where there are no words for it.
 *
 * @param patterns the expressions, any one of which will do, joined by ` | `.
 */
export function patternWords(t: Text, patterns: string): string | null {
  const forms = patterns.split(' | ').map((pattern) => formWords(t, pattern));
  const known = forms.filter((form) => form !== null);
  return known.length === 0 || known.length < forms.length ? null : [...new Set(known)].join(t('console.forms.or'));
}
