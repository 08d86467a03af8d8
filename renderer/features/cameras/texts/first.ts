/** The texts of the list of cameras, which comes with the page. */
import type { Texts } from '../../../i18n/texts.ts';
import { cameras as englishCameras } from './en-US.ts';
import { sites as englishSites } from './en-US-sites.ts';
import { siteErrors as englishErrors } from './en-US-errors.ts';
import { cameras as chineseCameras } from './zh-CN.ts';
import { sites as chineseSites } from './zh-CN-sites.ts';
import { siteErrors as chineseErrors } from './zh-CN-errors.ts';

const english = {
  words: { ...englishCameras, sites: englishSites },
  errors: { site: englishErrors },
};

const chinese: Texts<typeof english> = {
  words: { ...chineseCameras, sites: chineseSites },
  errors: { site: chineseErrors },
};

export const first = { 'en-US': english, 'zh-CN': chinese };
