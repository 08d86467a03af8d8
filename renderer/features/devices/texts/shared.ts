/** How the window calls the devices, and why a change of devices was not made. */
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
  errors: {
    devices: {
      'answer-lost': {
        what: 'It is not known whether the change was made.',
        why: 'The change was sent, and no readable answer came. The client does not send it again by itself.',
        next: 'Send it again: a change that was made stays as it is.',
      },
      'not-asked': {
        what: 'The change was not sent.',
        why: 'A change before it failed for a reason that may concern the following ones too.',
        next: 'Look at the failure before it, then send it again.',
      },
      'not-followed': {
        what: 'The camera did not follow the order.',
        why: 'The cloud accepted the order, but still reported the earlier state {{seconds}} s later. It publishes no reason.',
        next: 'Look at its state again later. A camera whose source is silent stays off line.',
      },
      'group-in-use': {
        what: 'The group was not deleted: devices stand in it.',
        why: 'Devices of another sub-account count too. This account does not see those, so the group may look empty here.',
        next: 'Move or delete its devices, also those of other sub-accounts in the console of the cloud.',
      },
      'has-places': {
        what: 'The camera that was chosen did not take over.',
        why: 'It stands on a wall, in a site, a sequence or a bookmark already, or on one that was deleted lately. The places of both could not be told apart any more.',
        next: 'Choose a camera that stands nowhere yet, or take this one away from its places first.',
      },
      'settings-changed': {
        what: 'Nothing was changed: the settings of the camera are no longer as shown here.',
        why: 'Somebody else, or the camera itself, changed them since they were read.',
        next: 'Read the settings again, then make the change again.',
      },
      'times-active': {
        what: 'The order by hand was refused: the camera follows times of the day.',
        why: 'While these times are active, the cloud neither begins nor ends the picture by hand.',
        next: 'Stop the times in the settings of the camera, then give the order again.',
      },
    },
  },
};

const chinese: Texts<typeof english> = {
  names: {
    screen: '设备',
    facts: '设备：型号、固件、地址',
    actions: { app: { devices: '转到设备' }, devices: { save: '导出设备表' } },
  },
  notices: { devicesSaved_other: '已导出 {{count}} 台设备' },
  errors: {
    devices: {
      'answer-lost': {
        what: '不知道变更是否已生效。',
        why: '变更已发送，但没有收到可读的答复。客户端不会自动重新发送。',
        next: '请重新发送：已生效的变更保持不变。',
      },
      'not-asked': {
        what: '变更未发送。',
        why: '之前的一项变更失败，其原因可能也影响后面的变更。',
        next: '请先查看前面的失败，再重新发送。',
      },
      'not-followed': {
        what: '摄像机未按指令变更。',
        why: '云端已接受指令，但 {{seconds}} 秒后状态仍与之前相同。云端不公布原因。',
        next: '请稍后查看其状态。没有信号源的摄像机保持离线。',
      },
      'group-in-use': {
        what: '分组未删除：其中仍有设备。',
        why: '其他子账号的设备也计入，但本账号看不到，因此分组在此处可能显示为空。',
        next: '请移动或删除其中的设备；其他子账号的设备请在云控制台处理。',
      },
      'has-places': {
        what: '所选摄像机没有接替。',
        why: '它已在某个电视墙、站点、轮巡或书签中，或在最近删除的内容中，之后将无法区分两者的位置。',
        next: '请选择尚未使用的摄像机，或先将其从这些位置移除。',
      },
      'settings-changed': {
        what: '未做任何更改：摄像机的设置已与此处显示的不同。',
        why: '读取之后，其他人或摄像机自身更改了设置。',
        next: '请重新读取设置，再进行更改。',
      },
      'times-active': {
        what: '手动操作被拒绝：摄像机正按定时接入运行。',
        why: '定时接入启用期间，云端不接受手动邀约或取消。',
        next: '请在摄像机的设置中停用定时接入，再重试。',
      },
    },
  },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
