import type { AppInfo } from '../preload/contract/app.ts';

export function platformName(): AppInfo['platform'] {
  const { platform } = process;
  return platform === 'win32' || platform === 'darwin' || platform === 'linux' ? platform : 'other';
}
