/** 设备信息对话框。 */
import type { Texts } from '../../../i18n/texts.ts';
import { change } from './change-zh-CN.ts';
import type { words as source } from './en-US.ts';

export const words: Texts<typeof source> = {
  title: '设备 · {{camera}}',
  close: '关闭设备信息',
  reading: '正在读取设备信息',
  again: '重新读取',
  asOf: '截至 {{time}}',
  notPublished: '该云不提供',
  empty: '空',
  copy: '复制：{{label}}',
  facts: {
    manufacturer: '厂商',
    model: '型号',
    firmware: '固件版本',
    serial: '序列号',
    code: '国标编码',
    mac: 'MAC 地址',
    address: '网络地址',
    resolution: '分辨率',
    channels: '通道数',
    node: '服务节点',
    description: '描述',
  },
  change,
  times: { createdAtMs: '添加时间', changedAtMs: '变更时间' },
};
