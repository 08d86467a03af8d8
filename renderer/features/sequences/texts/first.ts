/** How a new sequence is called, also before the panel of the sequences is loaded. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: {
    baseCameras: 'Sequence',
    baseWalls: 'Walls',
  },
};

const chinese: Texts<typeof english> = {
  names: {
    baseCameras: '轮巡',
    baseWalls: '电视墙轮巡',
  },
};

export const first = { 'en-US': english, 'zh-CN': chinese };
