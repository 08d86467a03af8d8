import { actions } from './actions.ts';
import { directory } from './directory.ts';
import { errors } from './errors.ts';
import { handling } from './handling.ts';
import { liveTools } from './live-tools.ts';
import { live } from './live.ts';
import { ptz } from './ptz.ts';
import { sequences } from './sequences.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { sites } from './sites.ts';
import { streams } from './streams.ts';
import { walls } from './walls.ts';

export const zhCN = {
  shell,
  directory,
  errors,
  live,
  liveTools,
  handling,
  ptz,
  sites,
  sequences,
  streams,
  walls,
  actions,
  settings,
};
