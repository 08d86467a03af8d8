/** How the window calls the page of all jobs. Its other texts are of the areas that have jobs. */
import type { Texts } from '../../../i18n/texts.ts';

const english = { names: { screen: 'Jobs', actions: { app: { jobs: 'Go to jobs' } } } };

const chinese: Texts<typeof english> = { names: { screen: '任务', actions: { app: { jobs: '转到任务' } } } };

export const shared = { 'en-US': english, 'zh-CN': chinese };
