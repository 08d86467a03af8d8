/** 站点可能出现的问题。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { siteErrors as source, numberErrors as numberSource } from './en-US-errors.ts';

export const siteErrors: Texts<typeof source> = {
  'not-found': { what: '该站点已不存在。', why: '它已被删除，可能是在另一个窗口中。', next: '请选择其他站点。' },
  'name-taken': { what: '名称“{{label}}”已被使用。', why: '同级的另一个站点使用了它。', next: '请换一个名称。' },
  'too-deep': { what: '站点不能放在这里。', why: '站点最多嵌套 {{limit}} 层。', next: '请放到更高的层级。' },
  'too-many': { what: '站点已满。', why: '最多容纳 {{limit}}。', next: '请移出不需要的内容。' },
};

/** 摄像机编号的错误。 */
export const numberErrors: Texts<typeof numberSource> = {
  taken: { what: '编号 {{detail}} 已被占用。', why: '期间有其他摄像机使用了它。', next: '请重新查看预览。' },
  'too-many': { what: '一次更改的编号过多。', why: '一次最多更改 {{limit}} 个。', next: '请分批设置。' },
  interrupted: {
    what: '未更改任何编号。',
    why: '客户端没有收到本次更改的全部内容：客户端已重启，或其他窗口同时更改了大量编号。',
    next: '请重新设置编号。',
  },
};
