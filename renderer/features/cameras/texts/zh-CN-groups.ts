/** 云端树中的分组与项目。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { groups as source } from './en-US-groups.ts';

export const groups: Texts<typeof source> = {
  actions: {
    group: {
      createBelow: '新建下级分组…',
      createTop: '新建顶层分组…',
      rename: '在云端重命名…',
      delete: '从云端删除…',
      find: '在云端查找分组…',
    },
    project: {
      createBelow: '新建下级项目…',
      createTop: '新建项目…',
      rename: '在云端重命名…',
      delete: '从云端删除…',
      find: '在云端查找项目…',
    },
  },
  bars: {
    asking: '尚不知道该云是否支持。',
    unpublished: '该云的文档没有分组变更。',
    atTop: '顶层分组只能在云控制台中创建。',
    below: '该云的项目没有上下级。',
    delete: '该云的文档没有删除操作。',
    find: '该云的文档没有查找操作。树上方的输入框可搜索已读取的内容。',
    hasGroups: '其下仍有分组，请先删除下级分组。',
  },
  problems: {
    empty: '请输入名称。',
    long: '最多 {{limit}} 个字符。',
    longDouble: '最多 {{limit}} 个字符，汉字算两个。',
    signs: '名称中有云端不接受的字符。',
  },
  placeholder: '滨河园区',
  createTop: '在云端顶层新建',
  createIn: '在“{{name}}”下新建分组',
  rename: '在云端重命名“{{name}}”',
  deleteTitle: '从云端删除“{{name}}”？',
  deleteText: '使用此云账号的所有人都将失去该分组。分组必须为空；此操作无法撤销。',
  deleteIt: '删除分组',
  keep: '保留',
  find: '在云端查找分组',
  ask: '查找',
  finding: '正在询问云端',
  foundNone: '云端没有找到该分组。',
  found_other: '找到 {{count}} 个分组',
};
