/**
 * Opens the whole client as a person would meet it: simulated clouds in one process, the client in another, the page in
 * a real Chromium. `close` ends all three and fails when one of them does not leave by itself.
 */
import { cp, readFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ensureClient } from '../../scripts/build.ts';
import { Client, type Tile } from '../../scripts/client.ts';
import {
  chooseHost,
  root,
  simulatorCommand,
  startSimulator,
  type HostKind,
  type SimulatorInfo,
} from '../../scripts/lib.ts';
import { borrowBrowser, returnBrowser } from './browser-pool.ts';
import { stopStarted } from './stop-started.ts';

export const hostKind: HostKind = process.env['LANNER_E2E_HOST'] === 'electron' ? 'electron' : 'browser';
const POLL_MS = 100;
/** How long whatever is waited for may take: far longer than it does, since some machines are slow. */
const PATIENCE_MS = 60_000;
const DEFAULT_CAMERAS = 64;
/** Files of a process that has just ended may be open still. */
const PATIENT_REMOVAL = { maxRetries: 5, retryDelay: 200 };
/** Of the words on the screen, in characters. */
const MAX_WORDS = 4_000;

export interface Session {
  /** The page of now: another one after `reopen` and `restart`. */
  readonly page: Page;
  readonly client: Client;
  readonly clouds: SimulatorInfo['clouds'];
  readonly dataDir: string;
  /** Calls the simulator's control endpoint, such as `control('POST', '/faults', {kind: 'http', ...})`. */
  control(method: 'GET' | 'POST' | 'DELETE', route: string, body?: unknown): Promise<unknown>;
  /** A new page of the same client, as after closing and opening the window. */
  reopen(): Promise<Page>;
  /** Ends the client and starts it again on the same profile, beside the same clouds. */
  restart(): Promise<Page>;
  /** Waits until the client has restarted by itself `times` times, and shows its page (browser host). */
  followRestart(times: number): Promise<Page>;
}

/** Opens the next dialog of main's own in a tab of its own; the caller closes the tab. */
export async function openDialog({ client, page }: Pick<Session, 'client' | 'page'>): Promise<Page> {
  const url = await client.nextDialog();
  const dialog = await page.context().newPage();
  await dialog.goto(url);
  return dialog;
}

export interface OpenSession extends Session {
  /** The same page from its beginning, whatever became of it: a new one where the host can open one. */
  renew(): Promise<Page>;
  /** Keeps a picture of the page in test-results, and prints the words on it. */
  keepPicture(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly cameras?: number;
  /** Delay of the line to the simulated clouds in each direction; plain loopback by default. */
  readonly lineMs?: number;
  readonly locale?: 'zh-CN' | 'en-US';
  /** Of the operator's computer, by its name in the IANA database; Asia/Shanghai by default. */
  readonly zone?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The operator's computer asks for less motion; by default lists and dialogs move in and out (browser host). */
  readonly hasLessMotion?: boolean;
  /** Which simulated clouds the session sees; Huawei IVM alone by default. */
  readonly vendors?: readonly string[];
  /** Adds the simulated accounts and fills a wall of this size before the test begins. */
  readonly wall?: 1 | 4 | 9 | 16 | 36;
  readonly args?: readonly string[];
  /** `system` asks the computer's keychain; by default keys live for the run only. */
  readonly vault?: 'session' | 'system';
  /** Starts the client for simulated clouds, so that it takes their addresses; false for a client as it is shipped. */
  readonly hasLocalClouds?: boolean;
  /** Gives the client the command of the simulated clouds, as `npm start` does. */
  readonly hasDemo?: boolean;
  /** Beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** A built main with a fault in it; the real one by default (browser host). */
  readonly mainDir?: string;
  /** The test does what the content policy of the page refuses; every other test fails when the page does so. */
  readonly attacksPage?: boolean;
  /** Called with every page before it loads anything. */
  readonly onPage?: (page: Page) => void;
}

/**
 * Resolves when `isTrue` does; fails with `what` after the time. Polls, because the client reports its state only on
 * request.
 */
export async function until(isTrue: () => Promise<boolean>, what: string, timeoutMs = PATIENCE_MS): Promise<void> {
  const deadlineMs = Date.now() + timeoutMs;
  for (;;) {
    if (await isTrue()) return;
    if (Date.now() > deadlineMs) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Marks the page when its window listens to keys. Runs in the page, before its own scripts. */
function markListening(): void {
  const add = window.addEventListener.bind(window);
  window.addEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ) => {
    add(type, listener, options);
    if (type === 'keydown') document.documentElement.dataset['listens'] = 'yes';
  };
}

/**
 * Waits until a page that has just loaded takes keys: a key that is pressed before is lost. A page that shows another screen
 * than the client's, such as a refusal, takes none.
 */
export async function untilListening(page: Page): Promise<void> {
  await page.locator(':root[data-listens] .app > *, #root > :not(.app)').first().waitFor({ state: 'attached' });
}

/** A busy machine shows a moving picture late; tests that measure the delay read it themselves. */
const isPlaying = (tile: Tile): boolean => tile.phase === 'playing' || tile.phase === 'delayed';

/** Waits until the first `count` tiles show a moving picture, as the page itself reports. */
export async function untilPlaying(session: Session, count: number, timeoutMs = PATIENCE_MS): Promise<void> {
  const played = async (): Promise<boolean> => {
    const tiles = await session.client.tiles();
    return tiles.length >= count && tiles.slice(0, count).every(isPlaying);
  };
  await until(played, `${count} tiles play`, timeoutMs).catch(async (error: unknown) => {
    const tiles = (await session.client.tiles()).map((t) => `${t.tile}:${t.phase}${t.error ? `(${t.error})` : ''}`);
    throw new Error(`${String(error)}; tiles: ${tiles.join(' ')}`);
  });
}

async function controlOf(base: string, method: string, route: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const answer = await fetch(base + route, { ...init, headers: { 'content-type': 'application/json' } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`simulator control ${route}: ${answer.status} ${text}`);
  return text === '' ? null : (JSON.parse(text) as unknown);
}

/**
 * Resolves when all have started. When one fails, the others are waited for too: whoever closes then finds all of them.
 *
 * @throws the first failure.
 */
async function allStarted(starts: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(starts)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

let built: Promise<string> | null = null;

/** The sources of a run do not change: they are compared with the build once, not for each client. */
const builtPage = (): Promise<string> => (built ??= ensureClient());

/** The client and the page that shows it; both are replaced by a restart, the context of the browser stays. */
class ClientWithPage {
  readonly #options: SessionOptions;
  readonly #folder: string;
  /** Actions of the page that the content policy blocked, as the browser reports them on the console. */
  readonly violations: string[] = [];
  #client: Client | null = null;
  /** Electron's own; the browser host shows its pages in a browser that sessions share. */
  #browser: Browser | null = null;
  #context: BrowserContext | null = null;
  #page: Page | null = null;

  constructor(folder: string, options: SessionOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  get dataDir(): string {
    return path.join(this.#folder, 'data');
  }

  get client(): Client {
    if (!this.#client) throw new Error('the client does not run');
    return this.#client;
  }

  get page(): Page {
    if (!this.#page) throw new Error('no page is open');
    return this.#page;
  }

  async start(): Promise<void> {
    const { vault = 'session', hasDemo = false, hasLocalClouds = true, args = [], env, mainDir } = this.#options;
    // A copy: a build that runs meanwhile takes no file away from under the page.
    const pageDir = path.join(this.#folder, 'page');
    await cp(await builtPage(), pageDir, { recursive: true });
    const flags = [
      ...(vault === 'session' ? ['--session-vault'] : []),
      ...(hasLocalClouds ? ['--local-clouds'] : []),
      ...(hostKind === 'browser' ? ['--no-window'] : ['--remote-debugging-port=0']),
      ...(hasDemo ? ['--simulator', JSON.stringify(simulatorCommand(DEFAULT_CAMERAS))] : []),
      ...args,
    ];
    const options = { dataDir: this.dataDir, pageDir, args: flags, mainDir, ...(env === undefined ? {} : { env }) };
    this.#client = new Client(chooseHost(hostKind), options);
    await allStarted([this.#client.ready, ...(hostKind === 'browser' ? [this.#openContext()] : [])]);
    this.#page = hostKind === 'electron' ? await this.#attach() : await this.#open(await this.#client.ready);
  }

  async stop(): Promise<void> {
    await this.#page?.close().catch(() => {}); // Electron's window is gone with its client
    this.#page = null;
    await this.#client?.quit();
    this.#client = null;
  }

  async followRestart(times: number): Promise<void> {
    const { launchUrl } = await this.client.restarted(times);
    await this.#page?.close();
    this.#page = await this.#open(launchUrl);
  }

  async reopen(): Promise<void> {
    // A tab that is opened with the address of another one has no page secret: main gives each window an address.
    const url = await this.client.launchUrl();
    const next = await this.#newPage();
    await this.page.close();
    this.#page = next;
    await next.goto(url);
    await untilListening(next);
  }

  /** @throws {Error} when the client did something that its own content policy refuses. */
  async close(): Promise<void> {
    try {
      await this.#browser?.close();
      if (this.#context) await returnBrowser(this.#context);
    } finally {
      await this.#client?.quit();
    }
    if (this.violations.length === 0 || this.#options.attacksPage === true) return;
    throw new Error(`against the content policy: ${[...new Set(this.violations)].slice(0, 5).join('\n')}`);
  }

  #watch(page: Page): void {
    page.on('console', (message) => {
      if (/Content.Security.Policy|Trusted(?:HTML|Script)|Permissions.Policy/i.test(message.text())) {
        this.violations.push(message.text());
      }
    });
    this.#options.onPage?.(page);
  }

  async #attach(): Promise<Page> {
    const port = (await readFile(path.join(this.dataDir, 'DevToolsActivePort'), 'utf8')).split('\n')[0];
    this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const page = this.#browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('Electron has no window');
    page.setDefaultTimeout(PATIENCE_MS);
    this.#watch(page);
    return page;
  }

  async #open(launchUrl: string | null): Promise<Page> {
    if (launchUrl === null) throw new Error('the browser host told no launch URL');
    const page = await this.#newPage();
    await page.goto(launchUrl);
    await untilListening(page);
    return page;
  }

  async #openContext(): Promise<void> {
    if (this.#context !== null) return;
    const { viewport = { width: 1600, height: 900 }, locale = 'en-US', zone = 'Asia/Shanghai' } = this.#options;
    const reducedMotion = this.#options.hasLessMotion === true ? 'reduce' : 'no-preference';
    this.#context = await borrowBrowser({ viewport, locale, timezoneId: zone, reducedMotion });
    await this.#context.addInitScript(markListening);
    this.#context.setDefaultTimeout(PATIENCE_MS);
  }

  async #newPage(): Promise<Page> {
    if (!this.#context) throw new Error('only the browser host opens pages');
    const page = await this.#context.newPage();
    // Without a listener a busy browser hands a chooser of files to nobody when a test begins to wait for it.
    page.on('filechooser', () => {});
    this.#watch(page);
    return page;
  }
}

function only(clouds: SimulatorInfo['clouds'], vendors: readonly string[]): SimulatorInfo['clouds'] {
  return Object.fromEntries(Object.entries(clouds).filter(([vendor]) => vendors.includes(vendor)));
}

async function endAndRemove(simulator: Parameters<typeof stopStarted>[0], folder: string): Promise<void> {
  try {
    await stopStarted(simulator);
  } finally {
    await rm(folder, { recursive: true, force: true, ...PATIENT_REMOVAL });
  }
}

/** @throws whatever kept the client from opening, after everything that was opened has been closed. */
export async function openClient(options: SessionOptions): Promise<OpenSession> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lanner-e2e-'));
  const { vendors = ['huawei-ivm'] } = options;
  const pair = new ClientWithPage(folder, options);
  const simulator = startSimulator(options.cameras ?? DEFAULT_CAMERAS, options.lineMs ?? null);
  const close = async (): Promise<void> => {
    try {
      await pair.close();
    } finally {
      await endAndRemove(simulator, folder);
    }
  };
  const openWall = async (): Promise<SimulatorInfo> => {
    await allStarted([simulator, pair.start()]);
    const { info } = await simulator;
    if (options.wall) {
      await pair.client.ask({ do: 'add-accounts', clouds: only(info.clouds, vendors) });
      await pair.client.ask({ do: 'fill-wall', layout: options.wall });
    }
    return info;
  };
  const { clouds, control } = await openWall().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    get page() {
      return pair.page;
    },
    get client() {
      return pair.client;
    },
    clouds: only(clouds, vendors),
    dataDir: pair.dataDir,
    control: (method, route, body) => controlOf(control, method, route, body),
    reopen: async () => {
      await pair.reopen();
      return pair.page;
    },
    restart: async () => {
      await pair.stop();
      await pair.start();
      return pair.page;
    },
    followRestart: async (times) => {
      await pair.followRestart(times);
      return pair.page;
    },
    renew: async () => {
      if (hostKind === 'electron') await pair.page.reload();
      else await pair.reopen();
      return pair.page;
    },
    keepPicture: async (name) => {
      await mkdir(path.join(root, 'test-results'), { recursive: true });
      const file = path.join(root, 'test-results', `${name.replaceAll(/\W+/g, '-').slice(0, 80)}.png`);
      await pair.page.screenshot({ path: file }).catch(() => {});
      // Where only the output of a run is kept, as on CI, the words on the screen are all there is to go by.
      const words = await pair.page.locator('body').innerText({ timeout: 2_000 }).catch(String);
      process.stderr.write(`on the screen when "${name}" failed:\n${words.slice(0, MAX_WORDS)}\n`);
    },
    close,
  };
}

/** Runs `test` on a fresh client and simulator; keeps a picture in test-results when it fails. */
export async function withClient(
  name: string,
  options: SessionOptions,
  test: (session: Session) => Promise<void>,
): Promise<void> {
  const session = await openClient(options);
  try {
    await test(session).catch(async (error: unknown) => {
      await session.keepPicture(name);
      throw error;
    });
  } finally {
    await session.close();
  }
}
