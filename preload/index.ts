/** The door of the sandboxed page on Electron: one function per request name, and the events. Nothing else crosses. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { EVENT_CHANNEL, EVENTS_TAKEN_CHANNEL } from './contract/channels.ts';
import type { LannerApi } from './contract/contract.ts';
import type { EventName, EventPayload } from './contract/events.ts';
import { EVENT_NAMES, REQUEST_NAMES } from './contract/names.ts';

type Listener = (payload: unknown) => void;

/** Main sends a limited number of events ahead of the confirmations of this page. One confirmation covers a group. */
const TAKEN_GROUP = 16;

const listeners = new Map<string, Set<Listener>>(EVENT_NAMES.map((name) => [name, new Set<Listener>()]));
let taken = 0;

ipcRenderer.on(EVENT_CHANNEL, (_event: IpcRendererEvent, name: string, payload: unknown) => {
  taken += 1;
  if (taken === TAKEN_GROUP) {
    ipcRenderer.send(EVENTS_TAKEN_CHANNEL, taken);
    taken = 0;
  }
  for (const listener of listeners.get(name) ?? []) {
    try {
      listener(payload);
    } catch (error) {
      reportError(error); // one listener's bug must not keep the event from the others
    }
  }
});

const calls = REQUEST_NAMES.map((name) => [name, (input: unknown) => ipcRenderer.invoke(name, input)] as const);

const api: LannerApi = {
  // Main checked every answer against the contract before it was sent, so the cast is safe.
  request: Object.fromEntries(calls) as unknown as LannerApi['request'],
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
    const set = listeners.get(name);
    if (set === undefined) throw new RangeError(`no such event: ${name}`);
    const own: Listener = (payload) => listener(payload as EventPayload<N>);
    set.add(own);
    return () => void set.delete(own);
  },
  onConnection(listener: (isConnected: boolean) => void) {
    queueMicrotask(() => listener(true)); // main and page live and die together here
    return () => {};
  },
};

contextBridge.exposeInMainWorld('lanner', api);
ipcRenderer.send(EVENTS_TAKEN_CHANNEL, 0);
