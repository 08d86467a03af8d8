/** How the window calls the list of cameras, and what it reports of it. */
import type { Texts } from '../../../i18n/texts.ts';
import { siteErrors as englishErrors, numberErrors as englishNumberErrors } from './en-US-errors.ts';
import { siteErrors as chineseErrors, numberErrors as chineseNumberErrors } from './zh-CN-errors.ts';
import { actions as englishActions } from './en-US-actions.ts';
import { actions as chineseActions } from './zh-CN-actions.ts';

const english = {
  names: { group: 'Camera list', site: 'Site', actions: englishActions },
  notices: {
    cameraNotListed: 'No cloud lists this camera now. The list cannot show it.',
    idsCopied: 'Copied the ids of {{name}}',
    treeFollows: 'The camera list follows the selected tile',
    treeStays: 'The camera list stays where it is',
    groupCreated: '{{name}} is made in the cloud',
    groupRenamed: '{{before}} is now {{name}} in the cloud',
    groupDeleted: '{{name}} is deleted from the cloud',
  },
  errors: { site: englishErrors, number: englishNumberErrors },
};

const chinese: Texts<typeof english> = {
  names: { group: '摄像机列表', site: '站点', actions: chineseActions },
  notices: {
    cameraNotListed: '目前没有云端列出该摄像机，列表中无法显示。',
    idsCopied: '已复制“{{name}}”的 ID',
    treeFollows: '摄像机列表跟随所选窗格',
    treeStays: '摄像机列表保持不动',
    groupCreated: '已在云端新建“{{name}}”',
    groupRenamed: '已在云端将“{{before}}”改名为“{{name}}”',
    groupDeleted: '已从云端删除“{{name}}”',
  },
  errors: { site: chineseErrors, number: chineseNumberErrors },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
