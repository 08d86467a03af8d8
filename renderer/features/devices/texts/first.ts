/** How the window calls the devices. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: {
    screen: 'Devices',
    facts: 'Device: model, firmware, address',
    actions: { app: { devices: 'Go to devices' }, devices: { save: 'Export the table of devices' } },
  },
  notices: {
    devicesSaved_one: 'Exported a table with {{count}} device',
    devicesSaved_other: 'Exported a table with {{count}} devices',
  },
};

const chinese: Texts<typeof english> = {
  names: {
    screen: '设备',
    facts: '设备：型号、固件、地址',
    actions: { app: { devices: '转到设备' }, devices: { save: '导出设备表' } },
  },
  notices: { devicesSaved_other: '已导出 {{count}} 台设备' },
};

export const first = { 'en-US': english, 'zh-CN': chinese };
