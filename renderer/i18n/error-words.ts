/** A failure in words: what happened, why, what to do. */
import type { ErrorAction, ErrorCode, WireError } from '../../preload/domain/error.ts';
import { isMediaBound } from '../../preload/domain/media-bounds.ts';
import type { Text } from './i18n.ts';

export interface ErrorWords {
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

const KNOWN_PARAMS = ['field', 'host', 'limit', 'seconds', 'codec', 'label', 'detail', 'line', 'folder'] as const;

/** An empty parameter says as little as none. */
const given = (value: string | number | undefined): string | number | undefined => (value === '' ? undefined : value);

/** The codes under which a cloud's API that does not work shows; each vendor's own codes are sorted among them. */
const API_FAULTS: ReadonlySet<ErrorCode> = new Set(['cloud.rate-limited', 'cloud.unavailable', 'network.bad-answer']);

/**
 * The status by which a server says that it cannot serve at all, whatever code it adds, or null. Not 500: clouds send that
 * with codes which say more.
 */
function downStatus({ code, vendor }: WireError): number | null {
  const status = vendor?.httpStatus ?? 0;
  return status > 500 && API_FAULTS.has(code) ? status : null;
}

/** A parameter that the failure lacks reads as a plain word, never as an empty gap. */
export function errorWords(t: Text, error: WireError): ErrorWords {
  const params: Record<string, string | number> = {};
  for (const name of KNOWN_PARAMS) params[name] = given(error.params[name]) ?? t(`errors.unknown.${name}`);
  const { detail } = error.params;
  if (isMediaBound(detail)) params['detail'] = t(`errors.bounds.${detail}`, { limit: params['limit'] ?? '' });
  const say = (part: keyof ErrorWords): string => (t as LooseText)(`errors.${error.code}.${part}`, params);
  const status = downStatus(error);
  const what = status === null ? say('what') : t('errors.apiAnswers', { status });
  return { what, why: say('why'), next: say('next') };
}

/** The verb for the button, or null when there is nothing to press. */
export function actionWords(t: Text, action: ErrorAction): string | null {
  return action === 'none' ? null : t(`errors.actions.${action}`);
}

/** Codes are joined into keys at run time; the test over all codes stands in for the compiler here. */
type LooseText = (key: string, params: Readonly<Record<string, string | number>>) => string;
