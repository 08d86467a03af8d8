/** The texts of the live wall. */
import type { AreaTextSource } from '../../../i18n/area-texts.ts';
import { live as english } from './en-US.ts';
import { tools as englishTools } from './en-US-tools.ts';
import { ptz as englishPtz } from './en-US-ptz.ts';
import { live as chinese } from './zh-CN.ts';
import { tools as chineseTools } from './zh-CN-tools.ts';
import { ptz as chinesePtz } from './zh-CN-ptz.ts';
import { shared } from './shared.ts';

export const texts = {
  shared,
  words: {
    'en-US': { ...english, tools: englishTools, ptz: englishPtz },
    'zh-CN': { ...chinese, tools: chineseTools, ptz: chinesePtz },
  },
} satisfies AreaTextSource;

declare module '../../../i18n/area-texts.ts' {
  interface AreaTexts {
    readonly live: typeof texts;
  }
}
