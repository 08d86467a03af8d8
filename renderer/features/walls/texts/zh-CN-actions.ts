/** 操作在快捷键表、命令面板和设置中的名称。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { actions as source } from './en-US-actions.ts';

export const actions: Texts<typeof source> = {
  wall: {
    next: '下一面墙',
    previous: '上一面墙',
    list: '电视墙与文件夹',
    create: '新建电视墙',
    duplicate: '复制电视墙',
    remove: '删除电视墙',
    moveTo: '将电视墙移到文件夹',
    createFolder: '新建电视墙文件夹',
    copyLink: '复制电视墙链接',
    closeTab: '关闭电视墙标签页',
    newWindow: '在新窗口中打开电视墙',
    openKiosk: '以展示模式打开电视墙',
    rename: '重命名电视墙',
    versions: '电视墙的版本',
    missing: '电视墙缺失的摄像机',
    import: '从文件导入电视墙',
    export: '将电视墙导出到文件',
    exportAll: '将全部电视墙导出到文件',
    pasteLink: '打开已复制的链接',
  },
  walls: {
    move: '在电视墙列表中移动',
    fold: '折叠与展开文件夹',
    open: '打开电视墙，折叠文件夹',
    newWindow: '在新窗口中打开该行的电视墙',
    menu: '电视墙或文件夹的菜单',
    rename: '重命名电视墙或文件夹',
    up: '上移电视墙或文件夹',
    down: '下移电视墙或文件夹',
    remove: '删除电视墙或文件夹',
  },
};
