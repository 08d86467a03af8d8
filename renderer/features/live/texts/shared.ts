/** How the window calls the live wall, and what it reports of it. */
import type { Texts } from '../../../i18n/texts.ts';
import { actions as englishActions } from './en-US-actions.ts';
import { actions as chineseActions } from './zh-CN-actions.ts';

const english = {
  names: { groups: { wall: 'Wall', tile: 'Tile', ptz: 'PTZ control' }, actions: englishActions, screen: 'Live' },
  notices: {
    snapshotSaved: 'Saved a snapshot of {{name}} and copied it: {{path}}',
    snapshotNotCopied: 'Saved a snapshot of {{name}}; the clipboard refused it: {{path}}',
    snapshotFailed: 'No snapshot of {{name}}: {{reason}} {{why}} {{next}}',
    snapshotTooLarge:
      'No snapshot of {{name}}: there was no memory for so large a picture. Make the window smaller, or take single tiles.',
    streamAuto: '{{name}} takes its stream by the size of the tile',
    streamMain: '{{name}} plays its main stream in every tile',
    streamSub: '{{name}} plays its sub stream in every tile',
    streamSingle: '{{name}} has one stream only',
    wallStreamAuto: '{{name}}: each tile takes its stream by its size',
    wallStreamMain: '{{name}}: all tiles play the main stream',
    wallStreamSub: '{{name}}: all tiles play the sub stream',
    reportCopied: 'Copied a problem report for tile {{tile}}',
    soundNone: '{{name}} sends no sound',
    soundUnplayable: '{{name}} sends its sound as {{format}}, which browsers do not play',
    soundFailed: 'No sound of {{name}}: {{reason}}',
    muted: 'Muted',
    soundFollows: 'The sound follows the selected tile',
    soundStays: 'The sound stays with its tile',
    replayFailed: 'No replay of {{name}}: {{reason}} {{why}} {{next}}',
    noPicture: 'This tile has no picture',
    sequencesPaused: 'All sequences paused',
    sequencesResumed: 'All sequences resumed',
  },
};

const chinese: Texts<typeof english> = {
  names: { groups: { wall: '电视墙', tile: '窗格', ptz: '云台控制' }, actions: chineseActions, screen: '实况' },
  notices: {
    snapshotSaved: '已保存并复制 {{name}} 的抓图：{{path}}',
    snapshotNotCopied: '已保存 {{name}} 的抓图；剪贴板拒绝写入：{{path}}',
    snapshotFailed: '未能抓取 {{name}}：{{reason}}{{why}}{{next}}',
    snapshotTooLarge: '未能抓取 {{name}}：内存不足以生成这么大的画面。请缩小窗口，或逐个窗格抓图。',
    streamAuto: '{{name}} 按窗格尺寸选择码流',
    streamMain: '{{name}} 在所有窗格播放主码流',
    streamSub: '{{name}} 在所有窗格播放子码流',
    streamSingle: '{{name}} 只有一路码流',
    wallStreamAuto: '“{{name}}”：各窗格按尺寸选择码流',
    wallStreamMain: '“{{name}}”：所有窗格播放主码流',
    wallStreamSub: '“{{name}}”：所有窗格播放子码流',
    reportCopied: '已复制窗格 {{tile}} 的问题报告内容',
    soundNone: '{{name}} 没有声音',
    soundUnplayable: '{{name}} 的声音为 {{format}}，浏览器无法播放',
    soundFailed: '{{name}} 没有声音：{{reason}}',
    muted: '已静音',
    soundFollows: '声音跟随选中的窗格',
    soundStays: '声音固定在其窗格',
    replayFailed: '无法回看 {{name}}：{{reason}}{{why}}{{next}}',
    noPicture: '该窗格没有画面',
    sequencesPaused: '已暂停全部轮巡',
    sequencesResumed: '已继续全部轮巡',
  },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
