/** 回放工具：画面菜单与画面下方的工具条。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { tools as source } from './en-US-tools.ts';

export const tools: Texts<typeof source> = {
  tileMenu: {
    label: '{{name}} 的菜单',
    enlarge: '放大该摄像机',
    showAll: '显示全部摄像机',
    fullScreen: '全屏',
    leaveFullScreen: '退出全屏',
    snapshot: '抓图',
    noPicture: '当前没有可保存的画面',
    bookmark: '添加书签',
    bookmarkPart: '为 A 至 B 的片段添加书签',
    export: '导出…',
    exportPart: '导出 A 至 B 的片段…',
    isFile: '已经是文件',
    listen: '监听',
    mute: '静音',
    apart: '单独播放，不同步',
    sync: '恢复同步',
    picture: '画面',
    zoomBox: '框选放大，也可用滚轮',
    rotate: '旋转 90°',
    mirror: '镜像',
    wholePicture: '显示整幅画面',
    asSent: '恢复原始画面',
    stream: '码流',
    streams: { auto: '按画面尺寸选择', main: '主码流', sub: '子码流' },
    singleStream: '该摄像机只有一路码流',
    place: '录像来源',
    live: '查看实况',
    noLive: '文件没有实况',
    remove: '移出回放',
  },
};
