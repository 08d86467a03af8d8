/** How the areas call their sections of the settings. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: { sections: { general: 'General', live: 'Live wall', view: 'Display', keys: 'Keys', folders: 'Folders' } },
};

const chinese: Texts<typeof english> = {
  names: { sections: { general: '常规', live: '电视墙', view: '显示', keys: '快捷键', folders: '文件夹' } },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
