/** 已保存文件列表。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { words as source } from './en-US.ts';

export const words: Texts<typeof source> = {
  title: '已保存的文件',
  close: '关闭已保存的文件',
  note: 'Lanner 本次启动以来保存的文件。抓图和录像保留在“导出”的列表中。',
  noteNoFolder: 'Lanner 本次启动以来保存的文件。抓图和录像保留在“导出”的列表中。浏览器中无法打开文件夹，请复制路径。',
  earlier: '全部抓图和录像',
  none: '还没有保存任何文件。抓图、录像和导出的文件会显示在这里。',
  gone: '已不在原位置',
  downloaded: '在浏览器的下载文件夹中',
  openFolder: '打开文件夹',
  copyPath: '复制路径',
  kinds: {
    snapshot: '抓图',
    'wall-snapshot': '整墙抓图',
    clip: '录像',
    export: '导出的录像',
    walls: '导出的电视墙',
    accounts: '导出的账号',
    numbers: '导出的摄像机编号',
    consents: '导出的授权记录',
    console: 'API 控制台的文件',
    people: '未导入的人员',
    devices: '导出的设备表',
  },
};
