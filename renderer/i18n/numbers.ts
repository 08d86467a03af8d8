/** Counts as people of a language write them. */
import type { Locale } from './locale.ts';

const FORMATS = { 'zh-CN': new Intl.NumberFormat('zh-CN'), 'en-US': new Intl.NumberFormat('en-US') };

/** `5,001`: how many there are. Not for the numbers by which cameras are called. */
export function numberText(value: number, locale: Locale): string {
  return value < 1000 ? String(value) : FORMATS[locale].format(value);
}
