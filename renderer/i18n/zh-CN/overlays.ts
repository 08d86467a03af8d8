/** 画面上层的各部分，用于其失败时的提示，例如“未能加载快捷键列表”。 */
import type { Texts } from '../texts.ts';
import type { overlays as source } from '../en-US/overlays.ts';

export const overlays: Texts<typeof source> = {
  settings: '设置',
  keys: '快捷键列表',
  help: '帮助',
  picture: '云端抓图',
  device: '设备对话框',
  'device-move': '移动设备对话框',
  'camera-settings': '摄像机设置',
  'camera-replace': '替换摄像机对话框',
  wallMenu: '电视墙菜单',
  saved: '已保存文件列表',
};
