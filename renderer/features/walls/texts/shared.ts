/** How the window calls the list of walls, and what it reports of walls. */
import type { Texts } from '../../../i18n/texts.ts';
import { wallErrors as englishErrors } from './en-US-errors.ts';
import { wallErrors as chineseErrors } from './zh-CN-errors.ts';
import { actions as englishActions } from './en-US-actions.ts';
import { actions as chineseActions } from './zh-CN-actions.ts';

const english = {
  names: {
    group: 'Wall list',
    actions: englishActions,
    title: 'Walls',
    wall: 'Wall',
    open: 'Walls and folders',
    create: 'New wall',
    missing_one: '{{count}} camera missing',
    missing_other: '{{count}} cameras missing',
    closeTab: 'Close the tab {{name}}',
  },
  notices: { wallsImported_one: 'Imported {{count}} wall', wallsImported_other: 'Imported {{count}} walls' },
  errors: { wall: englishErrors },
};

const chinese: Texts<typeof english> = {
  names: {
    group: '电视墙列表',
    actions: chineseActions,
    title: '电视墙',
    wall: '电视墙',
    open: '电视墙与文件夹',
    create: '新建电视墙',
    missing_other: '缺少 {{count}} 台摄像机',
    closeTab: '关闭标签页“{{name}}”',
  },
  notices: { wallsImported_other: '已导入 {{count}} 面电视墙' },
  errors: { wall: chineseErrors },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
