import { actions } from './actions.ts';
import { errors } from './errors.ts';
import { outcomes } from './outcomes.ts';
import { shell } from './shell.ts';
import { streams } from './streams.ts';
import { tiles } from './tiles.ts';
import { timeline } from './timeline.ts';

export const enUS = { shell, errors, outcomes, streams, tiles, actions, timeline };
