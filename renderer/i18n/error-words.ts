/** A failure in words: what happened, why, what to do. */
import type { ErrorAction, WireError } from '../../preload/domain/error.ts';
import type { Text } from './i18n.ts';

export interface ErrorWords {
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

const KNOWN_PARAMS = ['field', 'host', 'limit', 'seconds', 'codec', 'label', 'detail', 'line', 'folder'] as const;

/** An empty parameter says as little as none. */
const given = (value: string | number | undefined): string | number | undefined => (value === '' ? undefined : value);

/** A parameter that the failure lacks reads as a plain word, never as an empty gap. */
export function errorWords(t: Text, error: WireError): ErrorWords {
  const params: Record<string, string | number> = {};
  for (const name of KNOWN_PARAMS) params[name] = given(error.params[name]) ?? t(`errors.unknown.${name}`);
  const say = (part: keyof ErrorWords): string => (t as LooseText)(`errors.${error.code}.${part}`, params);
  return { what: say('what'), why: say('why'), next: say('next') };
}

/** The verb for the button, or null when there is nothing to press. */
export function actionWords(t: Text, action: ErrorAction): string | null {
  return action === 'none' ? null : t(`errors.actions.${action}`);
}

/** Codes are joined into keys at run time; the test over all codes stands in for the compiler here. */
type LooseText = (key: string, params: Readonly<Record<string, string | number>>) => string;
