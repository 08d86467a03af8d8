/** 可执行的操作：用于快捷键表、命令面板和设置。 */
import type { Texts } from '../texts.ts';
import type { actions as source } from '../en-US/actions.ts';

export const actions: Texts<typeof source> = {
  window: '窗口',
  titles: {
    app: {
      palette: '搜索或执行',
      shortcuts: '显示全部快捷键',
      settings: '设置',
      find: '在列表中搜索',
      panel: '显示或隐藏侧栏',
      nextRegion: '窗口的下一区域',
      previousRegion: '窗口的上一区域',
      textLarger: '放大文字',
      textSmaller: '缩小文字',
      textNormal: '恢复文字大小',
      messages: '显示最近消息',
      language: '切换语言：中文、English',
    },
    wall: { undo: '撤销', redo: '重做' },
  },
  palette: {
    wall: '打开此墙',
    site: '用此站点填满电视墙',
    group: '用此分组填满电视墙',
    found_other: '{{count}} 个结果',
    shown_other: '已显示 {{count}} 个结果中的 {{shown}} 个',
    more_other: '显示更多：还有 {{count}} 个未显示',
    near: '没有完全相符的内容，以下为相近结果。{{found}}',
  },
  keys: {
    title: '快捷键',
    search: '操作或按键',
    none: '没有符合“{{query}}”的操作。',
    change: '更改快捷键',
    close: '关闭',
    unbound: '无快捷键',
    isFixed: '这些键在所有列表中都相同',
    changeOf: '更改“{{title}}”的快捷键',
    press: '请按下新键，Esc 放弃',
    isTaken: '{{keys}} 已用于“{{title}}”。',
    swap: '交换快捷键',
    leave: '不改',
    isReserved: '{{keys}} 有固定用途：{{title}}。请按其他键。',
    remove: '不设快捷键',
    resetOne: '恢复默认快捷键：{{keys}}',
    resetAll: '全部恢复默认',
    resetAllNone: '全部为默认快捷键',
    changed: '已更改',
  },
};
