import type { Texts } from '../../../i18n/texts.ts';
import type { words as english } from './en-US.ts';

export const words: Texts<typeof english> = {
  devices: '设备及其名单',
  people: '名单中的目标',
  reading: '正在读取目标库',
  noAccount: '尚无账号',
  noAccountText: '添加云账号后，可查看其设备的目标库。',
  noDevice: '该账号下没有带目标库的设备。',
  choose: '未打开名单',
  chooseText: '请先选择设备，再选择名单。',
  asOf: '截至 {{time}}。',
  consent: { opened: '已授权。', closed: '未授权。', unknown: '授权状态未知。' },
  unknown: '未知',
  search: '在已载入的条目中找',
  loaded: '已载入 {{loaded}} / {{all}}',
  cloudWithout: '此处无法显示该云的目标库。',
  accountOff: '该账号已停用。',
  offline: '离线',
  empty: '该名单中没有目标。',
  notFound: '已载入的条目中没有匹配项。',
  inspector: '所选目标',
  close: '关闭',
  noPicture: '设备未提供照片。',
  picture: '目标照片',
  gender: { male: '男', female: '女' },
  cut: '云端不提供该名单的其余部分。',
};
