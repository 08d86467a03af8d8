/** How a new sequence is called, and what the window reports of sequences. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: {
    actions: {
      wall: {
        sequences: 'Show or hide the sequences',
        newSequence: 'New camera sequence',
        newTour: 'New wall sequence',
      },
    },
    baseCameras: 'Sequence',
    baseWalls: 'Walls',
    sequence: 'Sequence',
    steps_one: '{{count}} step',
    steps_other: '{{count}} steps',
  },
};

const chinese: Texts<typeof english> = {
  names: {
    actions: { wall: { sequences: '显示或隐藏轮巡面板', newSequence: '新建摄像机轮巡', newTour: '新建电视墙轮巡' } },
    baseCameras: '轮巡',
    baseWalls: '电视墙轮巡',
    sequence: '轮巡',
    steps_other: '{{count}} 步',
  },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
