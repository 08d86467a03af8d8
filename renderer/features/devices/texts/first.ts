/** How menus call the facts of a device. */
import type { Texts } from '../../../i18n/texts.ts';

const english = { names: { facts: 'Device: model, firmware, address' } };
const chinese: Texts<typeof english> = { names: { facts: '设备：型号、固件、地址' } };

export const first = { 'en-US': english, 'zh-CN': chinese };
