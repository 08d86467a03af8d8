/** 操作在快捷键表、命令面板和设置中的名称。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { actions as source } from './en-US-actions.ts';

export const actions: Texts<typeof source> = {
  cameras: {
    refresh: '刷新全部摄像机列表',
    newSite: '新建站点',
    filter: '筛选列表',
    view: '列表：全部、站点、云',
    numbers: '摄像机编号：设置、导入、导出',
    expandAll: '展开全部分组',
    collapseAll: '折叠全部分组',
    listMenu: '摄像机列表菜单',
    follow: '列表跟随所选窗格：开/关',
    show: '在列表中显示窗格的摄像机',
    newWall: '在新电视墙中打开窗格的摄像机',
    newWindow: '在新窗口中打开窗格的摄像机',
    copyIds: '复制窗格中摄像机的 ID',
  },
  tree: {
    move: '在列表中移动；字母和数字键与墙上相同',
    fold: '折叠与展开',
    activate: '放置摄像机，折叠分组',
    choose: '选择或取消选择摄像机',
    preview: '预览摄像机',
    menu: '该行的菜单',
    wall: '放到墙上',
    fill: '用该分组填满电视墙',
    addTo: '添加到站点',
    createInside: '在其中新建站点',
    moveTo: '将站点移到别处',
    rename: '重命名站点',
    number: '设置摄像机编号',
    up: '在站点中上移',
    down: '在站点中下移',
    indent: '将站点移入上一个站点',
    outdent: '将站点移出',
    remove: '移出站点，删除站点',
  },
};
