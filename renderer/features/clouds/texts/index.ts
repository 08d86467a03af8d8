/** The texts of the cloud accounts. */
import type { AreaTextSource } from '../../../i18n/area-texts.ts';
import { words as english } from './en-US.ts';
import { shared } from './shared.ts';
import { words as chinese } from './zh-CN.ts';

export const texts = { shared, words: { 'en-US': english, 'zh-CN': chinese } } satisfies AreaTextSource;

declare module '../../../i18n/area-texts.ts' {
  interface AreaTexts {
    readonly clouds: typeof texts;
  }
}
