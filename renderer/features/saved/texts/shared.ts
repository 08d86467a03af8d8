/** How the window calls the list of saved files. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: {
    button_one: 'Saved files: {{count}}',
    button_other: 'Saved files: {{count}}',
    actions: { app: { saved: 'Show the saved files' } },
  },
};

const chinese: Texts<typeof english> = {
  names: { button_other: '已保存的文件：{{count}} 个', actions: { app: { saved: '显示已保存的文件' } } },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
