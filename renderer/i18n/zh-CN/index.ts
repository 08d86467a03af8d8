import { clouds } from './clouds.ts';
import { directory } from './directory.ts';
import { errors } from './errors.ts';
import { live } from './live.ts';
import { shell } from './shell.ts';

export const zhCN = { shell, directory, clouds, errors, live };
