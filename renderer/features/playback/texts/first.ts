/** How the window calls the playback of recordings, also before the area is loaded. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: {
    group: 'Playback',
    screen: 'Playback',
    tab: 'Playback',
    side: 'Cameras in playback',
    open: 'Open in playback',
    actions: {
      app: {
        playback: 'Go to playback',
      },
      playback: {
        open: 'Open the camera in playback',
        refresh: 'Ask for the recordings again',
        remove: 'Take the camera out of playback',
        place: 'Recordings of the cloud or of the device',
        play: 'Play or pause',
        slower: 'Slower',
        faster: 'Faster',
        skip: 'Skip time without recordings',
        moment: 'Type a moment to go to',
        enlarge: 'Enlarge the camera, or show all',
        nextCamera: 'Next camera',
        previousCamera: 'Previous camera',
        nextSpan: 'To the next recording',
        previousSpan: 'To the previous recording',
        forward: 'Forward 5 s',
        back: 'Back 5 s',
        forward30: 'Forward 30 s',
        back30: 'Back 30 s',
        today: 'Show the last 24 hours',
        earlier: 'Show earlier recordings',
        later: 'Show later recordings',
        nextPicture: 'Next picture',
        previousPicture: 'Previous picture',
        loopFrom: 'Repeat from here (A)',
        loopTo: 'Repeat to here (B)',
        loopEnd: 'Stop repeating',
        waiting: 'All wait for a late camera, or nobody',
      },
    },
  },
  notices: {
    playbackFull: 'Playback shows {{count}} cameras at once. Take one out first.',
  },
};

const chinese: Texts<typeof english> = {
  names: {
    group: '回放',
    screen: '回放',
    tab: '回放',
    side: '回放的摄像机',
    open: '在回放中打开',
    actions: {
      app: {
        playback: '转到回放',
      },
      playback: {
        open: '在回放中打开该摄像机',
        refresh: '重新查询录像',
        remove: '将该摄像机移出回放',
        place: '云端录像或设备录像',
        play: '播放或暂停',
        slower: '减速',
        faster: '加速',
        skip: '跳过没有录像的时段',
        moment: '输入要前往的时刻',
        enlarge: '放大该摄像机，或显示全部',
        nextCamera: '下一台摄像机',
        previousCamera: '上一台摄像机',
        nextSpan: '到下一段录像',
        previousSpan: '到上一段录像',
        forward: '前进 5 秒',
        back: '后退 5 秒',
        forward30: '前进 30 秒',
        back30: '后退 30 秒',
        today: '显示最近 24 小时',
        earlier: '显示更早的录像',
        later: '显示更晚的录像',
        nextPicture: '下一帧',
        previousPicture: '上一帧',
        loopFrom: '从此处循环（A）',
        loopTo: '循环到此处（B）',
        loopEnd: '停止循环',
        waiting: '所有摄像机等待较慢的一台，或不等待',
      },
    },
  },
  notices: {
    playbackFull: '回放最多同时显示 {{count}} 台摄像机，请先移出一台。',
  },
};

export const first = { 'en-US': english, 'zh-CN': chinese };
