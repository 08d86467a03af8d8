/** How the window calls exports, and what it reports of them. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: {
    group: 'Exports',
    screen: 'Exports',
    tab: 'Exports',
    progress: 'Exporting: {{percent}}',
    actions: {
      app: {
        exports: 'Go to exports',
        library: 'Go to snapshots and clips',
        check: 'Go to exports and check a bundle',
      },
      exports: {
        search: 'Search the exports',
        view: 'Exports, or snapshots and clips',
        check: 'Check an evidence bundle',
        checkZip: 'Check a ZIP file',
      },
    },
  },
  notices: {
    exportDone_one: 'Exported {{count}} camera',
    exportDone_other: 'Exported {{count}} cameras',
    exportPartial: 'Exported {{count}} of {{all}} cameras. The list says why the others failed.',
    exportFailed: 'The export failed. The list says why.',
    exportRemoved: 'Took the export off the list. Its files stay.',
    savedForgotten: 'Took {{name}} off the list. The file stays.',
    savedDeleted: 'Deleted {{name}}',
    exportDeleted: 'Deleted the export with its files',
    copyDone: 'Made the copy {{name}}',
  },
};

const chinese: Texts<typeof english> = {
  names: {
    group: '导出',
    screen: '导出',
    tab: '导出',
    progress: '正在导出：{{percent}}',
    actions: {
      app: { exports: '转到导出', library: '转到抓图和录像', check: '转到导出并校验证据包' },
      exports: { search: '搜索导出', view: '导出，或抓图和录像', check: '校验证据包', checkZip: '校验 ZIP 文件' },
    },
  },
  notices: {
    exportDone_other: '已导出 {{count}} 台摄像机',
    exportPartial: '已导出 {{all}} 台中的 {{count}} 台，其余的失败原因见列表。',
    exportFailed: '导出失败，原因见列表。',
    exportRemoved: '已将该导出移出列表，文件仍保留。',
    savedForgotten: '已将 {{name}} 移出列表，文件仍保留。',
    savedDeleted: '已删除 {{name}}',
    exportDeleted: '已删除该导出及其文件',
    copyDone: '已制作副本 {{name}}',
  },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
