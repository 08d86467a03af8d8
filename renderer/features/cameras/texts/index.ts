/** The texts of the list of cameras and its sites. */
import type { AreaTextSource } from '../../../i18n/area-texts.ts';
import { cameras as english } from './en-US.ts';
import { sites as englishSites } from './en-US-sites.ts';
import { groups as englishGroups } from './en-US-groups.ts';
import { numbers as englishNumbers } from './en-US-numbers.ts';
import { cameras as chinese } from './zh-CN.ts';
import { sites as chineseSites } from './zh-CN-sites.ts';
import { groups as chineseGroups } from './zh-CN-groups.ts';
import { numbers as chineseNumbers } from './zh-CN-numbers.ts';
import { shared } from './shared.ts';

export const texts = {
  shared,
  words: {
    'en-US': { ...english, sites: englishSites, groups: englishGroups, numbers: englishNumbers },
    'zh-CN': { ...chinese, sites: chineseSites, groups: chineseGroups, numbers: chineseNumbers },
  },
} satisfies AreaTextSource;

declare module '../../../i18n/area-texts.ts' {
  interface AreaTexts {
    readonly cameras: typeof texts;
  }
}
