/** The few pieces of Electron that the host uses, as far as the tests need them: events, and a record of what was asked. */
import { EventEmitter } from 'node:events';
import type { BrowserWindow, IpcMainInvokeEvent, WebContents } from 'electron';
import type { Host } from '../../../../../main/host.ts';
import { createElectronHost } from '../../../../../main/hosts/electron/electron-host.ts';
import type { Parts } from '../../../../../main/hosts/electron/parts.ts';
import { openConf } from '../../../../../main/settings-engine.ts';

type IpcHandler = (event: IpcMainInvokeEvent, raw: unknown) => Promise<unknown>;

export class FakeContents extends EventEmitter {
  readonly id: number;
  readonly sent: unknown[][] = [];
  mainFrame = { url: 'lanner-page://app/' };
  windowOpen: (() => { action: string }) | null = null;
  webRtc = 'default';
  isGone = false;

  constructor(id: number) {
    super();
    this.id = id;
  }

  readonly isDestroyed = (): boolean => this.isGone;
  readonly send = (...message: unknown[]): void => void this.sent.push(message);
  readonly setWindowOpenHandler = (handler: () => { action: string }): void => void (this.windowOpen = handler);
  readonly setWebRTCIPHandlingPolicy = (policy: string): void => void (this.webRtc = policy);
  readonly capturePage = () => Promise.resolve({ toPNG: () => Buffer.from('png') });
  readonly real = (): WebContents => this as unknown as WebContents;
}

export class FakeWindow extends EventEmitter {
  static made: FakeWindow[] = [];
  /** Hook that runs while a page loads; it rejects, as Electron does, if the page does not load. */
  static onLoad: (window: FakeWindow) => Promise<void> = () => Promise.resolve();
  readonly options: Record<string, unknown>;
  readonly webContents = new FakeContents(FakeWindow.made.length + 1);
  readonly calls: string[] = [];
  bounds: object;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    const { x, y, width, height } = options;
    this.bounds = { x, y, width, height };
    FakeWindow.made.push(this);
  }

  readonly loadURL = (url: string): Promise<void> => {
    this.calls.push(`load ${url}`);
    this.webContents.emit('did-navigate');
    return FakeWindow.onLoad(this);
  };
  readonly isDestroyed = (): boolean => this.webContents.isGone;
  readonly isVisible = (): boolean => this.calls.includes('show');
  isDown = false;
  isWhole = false;
  readonly isMinimized = (): boolean => this.isDown;
  readonly isMaximized = (): boolean => false;
  readonly isFullScreen = (): boolean => this.isWhole;
  readonly isKiosk = (): boolean => this.options['kiosk'] === true;
  readonly setFullScreen = (isWhole: boolean): void => void (this.isWhole = isWhole);
  readonly setKiosk = (isOn: boolean): void => void this.calls.push(`kiosk ${isOn}`);
  readonly removeMenu = (): void => void this.calls.push('no menu');
  readonly unmaximize = (): void => void this.calls.push('unmaximize');
  readonly restore = (): void => {
    this.isDown = false;
    this.emit('restore');
  };
  readonly isFocused = (): boolean => false;
  readonly getNormalBounds = (): object => this.bounds;
  readonly getBounds = (): object => this.bounds;
  readonly setBounds = (bounds: object): void => void (this.bounds = bounds);
  readonly show = (): void => void this.calls.push('show');
  readonly focus = (): void => void this.calls.push('focus');
  readonly maximize = (): void => void this.calls.push('maximize');
  readonly close = (): void => {
    this.emit('close');
    this.destroy();
  };
  readonly destroy = (): void => {
    this.webContents.isGone = true;
    this.webContents.emit('destroyed');
    this.emit('closed');
  };
  readonly real = (): BrowserWindow => this as unknown as BrowserWindow;
}

export interface FakeParts {
  readonly parts: Parts;
  readonly app: EventEmitter;
  readonly screen: EventEmitter;
  readonly powerMonitor: EventEmitter;
  readonly ipcMain: EventEmitter;
  readonly handlers: Map<string, IpcHandler>;
  readonly session: {
    permission: ((c: null, name: string, answer: (ok: boolean) => void, d: object) => void) | null;
    check: ((c: null, name: string, origin: string) => boolean) | null;
    device: (() => boolean) | null;
    request: ((details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void) | null;
  } & EventEmitter;
  page: ((request: { method: string; url: string }) => Promise<Response>) | null;
  displays: { id: number; workArea: object }[];
  menu: unknown;
  /** Addresses that the system was asked to open with this client. */
  readonly schemes: unknown[][];
  /** The options of each dialog, and the user's answer to them. */
  readonly asked: unknown[][];
  pressed: number;
  folder: string | null;
  /** Switches that were added to Chromium's. */
  readonly switches: unknown[][];
}

/** As on Windows, which reports the private bytes, and as on the other systems. Memory in KiB. */
const METRICS = [
  { pid: 11, cpu: { cumulativeCPUUsage: 2.5 }, memory: { workingSetSize: 400, privateBytes: 300 } },
  { pid: 12, cpu: {}, memory: { workingSetSize: 500 } },
];

export function fakeParts(): FakeParts {
  FakeWindow.made = [];
  FakeWindow.onLoad = () => Promise.resolve();
  const handlers = new Map<string, IpcHandler>();
  const fake: FakeParts = {
    app: Object.assign(new EventEmitter(), {
      getPreferredSystemLanguages: () => ['zh-CN'],
      getLocale: () => 'en-US',
      getAppMetrics: () => METRICS,
      isPackaged: true,
      commandLine: { appendSwitch: (...given: unknown[]) => fake.switches.push(given) },
      setAsDefaultProtocolClient: (...wish: unknown[]) => fake.schemes.push(wish) > 0,
    }),
    screen: Object.assign(new EventEmitter(), {
      getPrimaryDisplay: () => fake.displays[0],
      getAllDisplays: () => fake.displays,
    }),
    powerMonitor: new EventEmitter(),
    ipcMain: Object.assign(new EventEmitter(), {
      handle: (name: string, handler: IpcHandler) => handlers.set(name, handler),
      removeHandler: (name: string) => handlers.delete(name),
    }),
    handlers,
    session: Object.assign(new EventEmitter(), { permission: null, check: null, device: null, request: null }),
    page: null,
    menu: undefined,
    schemes: [],
    asked: [],
    pressed: 0,
    folder: null,
    switches: [],
    displays: [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
    parts: null as unknown as Parts,
  };
  const { session } = fake;
  const defaultSession = Object.assign(session, {
    setPermissionRequestHandler: (handler: typeof session.permission) => (session.permission = handler),
    setPermissionCheckHandler: (handler: typeof session.check) => (session.check = handler),
    setDevicePermissionHandler: (handler: typeof session.device) => (session.device = handler),
    webRequest: { onBeforeRequest: (handler: typeof session.request) => (session.request = handler) },
  });
  const parts = {
    app: fake.app,
    BrowserWindow: FakeWindow,
    dialog: {
      showSaveDialog: () => Promise.resolve({ canceled: false, filePath: '/chosen.mp4' }),
      showMessageBox: (...asked: unknown[]) => {
        fake.asked.push(asked);
        return Promise.resolve({ response: fake.pressed });
      },
      showOpenDialog: (...asked: unknown[]) => {
        fake.asked.push(asked);
        return Promise.resolve({
          canceled: fake.folder === null,
          filePaths: fake.folder === null ? [] : [fake.folder],
        });
      },
    },
    ipcMain: fake.ipcMain,
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => (fake.menu = menu),
    },
    Notification: class {
      static readonly isSupported = (): boolean => false;
    },
    powerMonitor: fake.powerMonitor,
    protocol: {
      handle: (_scheme: string, handler: FakeParts['page']) => (fake.page = handler),
      isProtocolHandled: () => fake.page !== null,
      unhandle: () => (fake.page = null),
    },
    screen: fake.screen,
    session: { defaultSession },
  };
  return Object.assign(fake, { parts: parts as unknown as Parts });
}

type HostOptions = Parameters<typeof createElectronHost>[0];

/** The host over these pieces. @param links takes the links that the system opens with this client. */
export function hostOver({ parts }: FakeParts, pageDir: string, links: Pick<HostOptions, 'links'> = {}): Host {
  const options = {
    preloadPath: '/preload.cjs',
    pageDir,
    isHeadless: false,
    opensWindow: true,
    openSettings: openConf,
  };
  return createElectronHost({ parts, ...options, ...links });
}
