/** The simulated clouds beside the client. */
import { create } from 'zustand';
import type { WireError } from '../../../preload/domain/error.ts';
import { request } from '../../page/bridge.ts';
import { postNotice } from './notices.ts';
import { refreshInfo } from './preferences.ts';

interface DemoState {
  readonly isStarting: boolean;
  readonly error: WireError | null;
}

/** Enough for every layout of the wall and for a tree worth searching. */
const DEMO_CAMERAS = 64;

export const useDemo = create<DemoState>(() => ({ isStarting: false, error: null }));

export async function startDemo(): Promise<void> {
  if (useDemo.getState().isStarting) return;
  useDemo.setState({ isStarting: true, error: null });
  postNotice('demoStarting');
  const answer = await request['demo.start']({ cameras: DEMO_CAMERAS });
  useDemo.setState({ isStarting: false, error: answer.ok ? null : answer.error });
  if (answer.ok) postNotice('demoStarted');
  await refreshInfo();
}
