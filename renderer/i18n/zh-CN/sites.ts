/** 操作员自建的站点树。 */
import type { Texts } from '../texts.ts';
import type { siteErrors as errorSource, sites as source } from '../en-US/sites.ts';

export const sites: Texts<typeof source> = {
  view: '摄像机的排列',
  views: { both: '全部', sites: '站点', clouds: '云' },
  root: '站点',
  create: '新建站点',
  createIn: '在“{{name}}”中新建站点',
  createTop: '新建站点',
  rename: '重命名“{{name}}”',
  name: '站点名称',
  namePlaceholder: '滨河园区',
  save: '保存',
  add: '新建',
  cancel: '取消',
  problems: {
    empty: '请输入站点名称。',
    long: '最多 {{limit}} 个字符。',
    taken: '同级已有同名站点。',
    deep: '站点最多嵌套 {{limit}} 层。',
  },
  menu: '“{{name}}”的操作',
  menuCameras_other: '{{count}} 台摄像机的操作',
  actions: {
    wall: '放到墙上',
    fill: '用它填满电视墙',
    addTo: '添加到站点…',
    createInside: '在其中新建站点…',
    rename: '重命名…',
    moveTo: '移动到…',
    up: '上移',
    down: '下移',
    takeOut: '移出站点',
    tidy: '移出缺失的摄像机',
    remove: '删除站点',
  },
  pick: {
    add_other: '将 {{count}} 台摄像机添加到',
    move: '将“{{name}}”移动到',
    search: '站点名称',
    top: '最上层',
    create: '新建站点“{{name}}”',
    none: '没有符合“{{query}}”的站点。',
  },
  missing_other: '{{count}} 台摄像机缺失',
  missingWhy: '其账号已删除，或云端不再列出。恢复后会自动出现。按 Delete 可将其移出。',
  waiting_other: '{{count}} 台摄像机暂未读取',
  waitingWhy: '其账号已停用或尚未读取。',
  empty: { title: '还没有站点', text: '新建站点，然后把摄像机拖入，或在摄像机菜单中选择“添加到站点…”。' },
};

export const siteErrors: Texts<typeof errorSource> = {
  'not-found': { what: '该站点已不存在。', why: '它已被删除，可能是在另一个窗口中。', next: '请选择其他站点。' },
  'name-taken': { what: '名称“{{label}}”已被使用。', why: '同级的另一个站点使用了它。', next: '请换一个名称。' },
  'too-deep': { what: '站点不能放在这里。', why: '站点最多嵌套 {{limit}} 层。', next: '请放到更高的层级。' },
  'too-many': { what: '站点已满。', why: '最多容纳 {{limit}}。', next: '请移出不需要的内容。' },
};
