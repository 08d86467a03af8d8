/** How menus call a picture from the cloud. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: { take: 'Picture now, from the cloud', notOffered: 'The cloud takes no pictures of this camera.' },
};

const chinese: Texts<typeof english> = { names: { take: '由云端立即抓图', notOffered: '云端不支持为此摄像机抓图。' } };

export const shared = { 'en-US': english, 'zh-CN': chinese };
