/** 窗口可能出现的问题。 */
import type { Texts } from '../texts.ts';
import type { windowErrors as source } from '../en-US/window-errors.ts';

export const windowErrors: Texts<typeof source> = {
  'not-opened': { what: '无法打开新窗口。', why: '浏览器拒绝打开：{{detail}}。', next: '请关闭一个窗口后重试。' },
  kiosk: {
    what: '此处只显示一面电视墙，不能更改任何内容。',
    why: '此窗口以展示模式打开，或客户端以 --kiosk-wall 参数启动。',
    next: '请在客户端的其他窗口中更改，或不带 --kiosk-wall 启动客户端。',
  },
};
