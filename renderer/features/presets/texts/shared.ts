/** How the window calls the PTZ stage. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: {
    group: 'PTZ stage',
    screen: 'PTZ and presets',
    tab: 'PTZ',
    side: 'PTZ cameras',
    open: 'Open on the PTZ stage',
    ofCamera: '{{camera}}: {{preset}}',
    unnamed: 'Preset {{index}}',
    menu: 'Presets',
    reading: 'Reading presets',
    unread: 'Presets could not be read',
    all: 'All {{count}} presets, on the PTZ stage',
    none: {
      yet: 'This camera has no presets yet.',
      cloud: 'Presets: this cloud documents no operation for them.',
      rtmp: 'No presets: the camera pushes RTMP, and no command reaches it.',
      protocol: 'No presets: this cloud offers them for HoloSens cameras only.',
      fixed: 'No presets: the cloud does not list PTZ among the functions of this camera.',
    },
    actions: {
      app: { presets: 'Go to PTZ and presets' },
      presets: {
        open: 'Open the camera on the PTZ stage',
        goTo: 'Go to preset 1 to 9',
        save: 'Save this view as a preset',
        rename: 'Rename the preset',
        update: 'Store this view in the preset',
        delete: 'Delete the preset',
        filter: 'Filter presets',
        refresh: 'Read the presets again',
        take: 'Take control back',
        newTrack: 'New cruise track',
        saveTrack: 'Save the cruise track',
        nextCamera: 'Next PTZ camera',
        previousCamera: 'Previous PTZ camera',
      },
    },
  },
  notices: {
    tourCut: 'A tour over presets from this desk, begun at {{time}}, was cut: its window or the client ended',
    presetDeletion:
      'Preset {{index}}, {{name}}: deleted in the cloud in {{seconds}} s; kept if this window closes before',
    presetDeleted: 'Deleted preset {{index}}, {{name}}',
    presetNotDeleted: 'Preset {{index}}, {{name}} was not deleted. {{reason}} {{why}} {{next}}',
    presetInDoubt:
      'Nobody knows whether preset {{index}}, {{name}} was deleted: the presets could not be read. {{reason}} {{why}} {{next}}',
    presetGone: 'Preset {{index}}, {{name}} was deleted elsewhere before this window sent anything',
    presetKept: 'Preset {{index}}, {{name}} was changed elsewhere meanwhile, so it is not deleted',
  },
  errors: {
    cruises: {
      'changed-elsewhere': {
        what: 'The cruise track was not saved: it was changed elsewhere meanwhile.',
        why: 'Another desk or the device has stored another version.',
        next: 'Compare both versions, then save yours or take the other.',
      },
      'in-doubt': {
        what: 'Nobody knows whether the cruise track was saved.',
        why: 'The answer was lost, and the track could not be read again.',
        next: 'Read the tracks again before you save once more.',
      },
    },
    presets: {
      full: {
        what: 'All {{limit}} presets of this camera are taken.',
        why: 'The cloud publishes this limit.',
        next: 'Delete a preset, or store the view in one that you have.',
      },
      moved: {
        what: 'The preset was not renamed: the camera was moved meanwhile.',
        why: 'A new name may also store the view of that moment.',
        next: 'Let the camera stand and rename the preset again.',
      },
    },
  },
};

const chinese: Texts<typeof english> = {
  names: {
    group: '云台界面',
    screen: '云台与预置位',
    tab: '云台',
    side: '云台摄像机',
    open: '在云台界面打开',
    ofCamera: '{{camera}}：{{preset}}',
    unnamed: '预置位 {{index}}',
    menu: '预置位',
    reading: '正在读取预置位',
    unread: '未能读取预置位',
    all: '在云台界面查看全部 {{count}} 个预置位',
    none: {
      yet: '该摄像机还没有预置位。',
      cloud: '预置位：该云的文档没有此操作。',
      rtmp: '没有预置位：该摄像机推送 RTMP，命令无法到达。',
      protocol: '没有预置位：该云只为好望设备提供预置位。',
      fixed: '没有预置位：云端未将云台列为该摄像机的能力。',
    },
    actions: {
      app: { presets: '转到云台与预置位' },
      presets: {
        open: '在云台界面打开该摄像机',
        goTo: '调用预置位 1 至 9',
        save: '将当前画面存为预置位',
        rename: '重命名预置位',
        update: '将当前画面存入该预置位',
        delete: '删除预置位',
        filter: '筛选预置位',
        refresh: '重新读取预置位',
        take: '取回控制权',
        newTrack: '新建巡航轨迹',
        saveTrack: '保存巡航轨迹',
        nextCamera: '下一台云台摄像机',
        previousCamera: '上一台云台摄像机',
      },
    },
  },
  notices: {
    tourCut: '本席于 {{time}} 开始的预置位巡视已中断：其窗口或客户端已结束',
    presetDeletion: '预置位 {{index}}（{{name}}）将于 {{seconds}} 秒后在云端删除；此前关闭本窗口则保留',
    presetDeleted: '已删除预置位 {{index}}（{{name}}）',
    presetNotDeleted: '预置位 {{index}}（{{name}}）未删除。{{reason}}{{why}}{{next}}',
    presetInDoubt: '无法确定预置位 {{index}}（{{name}}）是否已删除：未能读取预置位。{{reason}}{{why}}{{next}}',
    presetGone: '预置位 {{index}}（{{name}}）已在别处删除，本窗口未发送任何请求',
    presetKept: '预置位 {{index}}（{{name}}）其间已在别处修改，因此不删除',
  },
  errors: {
    cruises: {
      'changed-elsewhere': {
        what: '巡航轨迹未保存：其间已在别处修改。',
        why: '其他客户端或设备已保存另一版本。',
        next: '请比较两个版本，再保存您的版本或采用另一版本。',
      },
      'in-doubt': {
        what: '无法确定巡航轨迹是否已保存。',
        why: '应答丢失，且未能再次读取该轨迹。',
        next: '请先重新读取轨迹，再决定是否保存。',
      },
    },
    presets: {
      full: {
        what: '该摄像机的 {{limit}} 个预置位已全部占用。',
        why: '这是云端公布的上限。',
        next: '请删除一个预置位，或将画面存入已有的预置位。',
      },
      moved: {
        what: '预置位未重命名：其间摄像机被转动。',
        why: '重命名可能同时存入当时的画面。',
        next: '请待摄像机静止后重新命名。',
      },
    },
  },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
