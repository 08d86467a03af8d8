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
  cut: '云端不提供该名单的其余部分。',
};
