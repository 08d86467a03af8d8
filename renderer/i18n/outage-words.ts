/** A shared cause in words. */
import type { WireError } from '../../preload/domain/error.ts';
import { errorWords } from './error-words.ts';
import type { Text } from './i18n.ts';

/** The reason in one short sentence; what the API itself answers says more than what it stands for. */
export function outageWhy(t: Text, error: WireError): string {
  const status = error.vendor?.httpStatus ?? null;
  if (status !== null && status >= 500) return t('streams.outage.apiAnswers', { status });
  return errorWords(t, error).what;
}
