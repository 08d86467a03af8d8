/** 回放画面位置显示的说明。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { telling as source } from './en-US-telling.ts';

export const telling: Texts<typeof source> = {
  measured: '实测 {{rate}}×',
  syncError: '同步误差 {{error}}',
  moment: {
    'no-moment': '请选择时间',
    'no-recordings': '没有可回放的录像',
    asking: '正在查询录像',
    failed: '录像情况未知',
    unlisted: '播放前未知',
    unknown: '未知',
    recorded: '有录像',
    restoring: '正在恢复',
    archived: '已归档',
    'archived-within': '附近有归档录像',
    empty: '没有录像',
    unpublished: '云尚未列出',
    future: '未来时刻',
  },
  why: {
    'no-moment': '请点击时间轴，或前往某段录像。',
    'no-recordings': '该云不提供录像，因此该摄像机无法回放。',
    inBucket: '华为 VIS 将录像存放在所有者的桶中，本客户端无法回放；可在此打开从桶中取得的文件。',
    asking: '云尚未应答。',
    failed: '无法读取录像列表。',
    unlisted: '该云不提供录像列表。',
    unknown: '尚未向云查询此时段。',
    recorded: '云有此时刻的录像。',
    restoring: '账号所有者已申请恢复此录像，完成后即可播放。',
    archived: '只能由所有者在云控制台恢复。',
    'archived-within': '云在此时刻附近保存有归档录像，须先取回。',
    empty: '云表示该摄像机此时没有录像。',
    unpublished: '云尚未发布此时刻的录像。每半分钟重新查询一次，有画面后自动显示。',
    listEnds: '云尚未发布此时刻的录像（列表截至 {{time}}）。每半分钟重新查询一次，有画面后自动显示。',
    future: '此时刻尚未到来。',
  },
  notGiven: {
    title: '未取得录像',
    why: {
      recorded: '云的列表中有此时刻的录像，但查询时未给出。',
      unlisted: '云未给出此时刻的录像。该云不提供录像列表，因此无法得知是否有录像。',
      unknown: '云未给出此时刻的录像，且尚未查询此时段的列表。',
      failed: '云未给出此时刻的录像，且无法读取其列表。',
      asking: '云未给出此时刻的录像，列表尚未应答。',
    },
  },
};
