/**
 * The window of the client that the soak drives: a Chromium of its own, watched only through its debugging protocol.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { stop, withTempDir } from '../../scripts/lib.ts';
import { BROWSER_FLAGS, browserExecutable } from '../e2e/browser.ts';
import { until } from '../e2e/harness.ts';
import { Connection, evaluate, type Target } from './soak-cdp.ts';
import { clickAt, press, type Point } from './soak-keys.ts';

const STEP_LIMIT_MS = 20_000;

/**
 * Runs in the page before any other script: counts timers that will still fire, and keeps errors that no code caught.
 * Chromium does not report timers, and a closure that a timer keeps alive is neither an element nor a listener.
 */
const WATCH = `(() => {
  window.soakErrors = [];
  const keep = (what) => window.soakErrors.length < 50 && window.soakErrors.push(String(what?.stack ?? what).slice(0, 600));
  window.addEventListener('error', (event) => keep(event.error ?? event.message));
  window.addEventListener('unhandledrejection', (event) => keep(event.reason));
  const live = new Set();
  const wrap = (set, clear, isOnce) => {
    const [original, ending] = [window[set], window[clear]];
    window[set] = (run, ...rest) => {
      const id = original(isOnce && typeof run === 'function' ? (...given) => { live.delete(set + id); run(...given); } : run, ...rest);
      live.add(set + id);
      return id;
    };
    window[clear] = (id) => { live.delete(set + id); ending(id); };
  };
  wrap('setTimeout', 'clearTimeout', true);
  wrap('setInterval', 'clearInterval', false);
  window.soakTimers = () => ({ timeouts: [...live].filter((name) => name.startsWith('setT')).length, intervals: [...live].filter((name) => name.startsWith('setI')).length });
})()`;

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

export class Page implements Target {
  readonly targetId: string;
  readonly #browser: Connection;
  readonly #session: Target;

  private constructor(browser: Connection, targetId: string, session: Target) {
    this.#browser = browser;
    this.targetId = targetId;
    this.#session = session;
  }

  static async attach(browser: Connection, targetId: string): Promise<Page> {
    const params = { targetId, flatten: true };
    const { sessionId } = await browser.send<{ sessionId: string }>('Target.attachToTarget', params);
    return new Page(browser, targetId, browser.session(sessionId));
  }

  send<T>(method: string, params?: Readonly<Record<string, unknown>>): Promise<T> {
    return this.#session.send<T>(method, params);
  }

  evaluate<T>(expression: string): Promise<T> {
    return evaluate<T>(this, expression);
  }

  press(chord: string): Promise<void> {
    return press(this, chord);
  }

  /** Writes into whatever has the focus. */
  type(text: string): Promise<unknown> {
    return this.send('Input.insertText', { text });
  }

  /** Waits until an expression holds. @throws {Error} when it does not within the limit. */
  until(expression: string, limitMs = STEP_LIMIT_MS): Promise<void> {
    return until(async () => (await this.evaluate<unknown>(expression)) === true, expression.slice(0, 160), limitMs);
  }

  /** The middle of the first element that `selector` finds and that has a size; null when there is none. */
  async middleOf(selector: string, text = ''): Promise<Point | null> {
    return this.evaluate<Point | null>(`(() => {
      const found = [...document.querySelectorAll(${JSON.stringify(selector)})].find((element) =>
        element.getClientRects().length > 0 && (element.textContent ?? '').includes(${JSON.stringify(text)}));
      const box = found?.getBoundingClientRect();
      return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
    })()`);
  }

  /** Clicks the first such element as soon as there is one. @throws {Error} when none comes. */
  async click(selector: string, text = '', button: 'left' | 'right' = 'left'): Promise<void> {
    let at: Point | null = null;
    const found = async (): Promise<boolean> => (at = await this.middleOf(selector, text)) !== null;
    await until(found, `${selector} ${text} to click`, STEP_LIMIT_MS);
    if (at) await clickAt(this, at, button);
  }

  /** Calls one of the requests that the page has. @throws {Error} when it is refused. */
  request<T>(name: string, input: unknown): Promise<T> {
    return this.evaluate<T>(`window.lanner.request[${JSON.stringify(name)}](${JSON.stringify(input)})
      .then((answer) => { if (!answer.ok) throw new Error(JSON.stringify(answer.error)); return answer.value; })`);
  }

  close(): Promise<unknown> {
    return this.#browser.send('Target.closeTarget', { targetId: this.targetId });
  }
}

export class Browser {
  readonly pid: number;
  readonly #connection: Connection;

  constructor(pid: number, connection: Connection) {
    this.pid = pid;
    this.#connection = connection;
  }

  /** Opens `url` in the window that is there, watched from its first line on. */
  async openFirst(url: string): Promise<Page> {
    const [blank] = await this.pages();
    if (!blank) throw new Error('Chromium opened no page');
    const page = await Page.attach(this.#connection, blank.targetId);
    await page.send('Page.enable');
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
    await page.send('Performance.enable');
    await page.send('Page.navigate', { url });
    return page;
  }

  async pages(): Promise<readonly TargetInfo[]> {
    const { targetInfos } = await this.#connection.send<{ targetInfos: TargetInfo[] }>('Target.getTargets');
    return targetInfos.filter(({ type }) => type === 'page');
  }

  attach(targetId: string): Promise<Page> {
    return Page.attach(this.#connection, targetId);
  }

  /** A tab in front of the others, which hides them. */
  async openBlank(): Promise<Page> {
    const { targetId } = await this.#connection.send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
    });
    await this.#connection.send('Target.activateTarget', { targetId });
    return this.attach(targetId);
  }

  /** Closes every page but this one; a page that closes by itself in the meantime is fine too. */
  async closeOthers(page: Page): Promise<void> {
    for (const { targetId } of await this.pages()) {
      if (targetId !== page.targetId) await this.#connection.send('Target.closeTarget', { targetId }).catch(() => {});
    }
  }

  async show(page: Page): Promise<void> {
    await this.#connection.send('Target.activateTarget', { targetId: page.targetId });
  }
}

async function debuggingUrl(profile: string): Promise<string> {
  let url = '';
  const read = async (): Promise<boolean> => {
    const text = await readFile(path.join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    const [port, route] = text.split('\n');
    if (port && route) url = `ws://127.0.0.1:${port}${route}`;
    return url !== '';
  };
  await until(read, 'Chromium tells its debugging port');
  return url;
}

/** Starts Chromium, and ends it by its pid after `use`. */
export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  return withTempDir(async (profile) => {
    // A renderer kept in reserve comes and goes with windows, and is not part of the client.
    const own = ['--disable-features=SpareRendererForSitePerProcess', '--window-size=1600,900', '--lang=en-US'];
    const flags = [...BROWSER_FLAGS, ...own, '--headless=new', `--user-data-dir=${profile}`];
    const child = spawn(browserExecutable(), [...flags, '--remote-debugging-port=0', 'about:blank'], {
      stdio: 'ignore',
      detached: true,
      env: { ...process.env, LANGUAGE: 'en' },
    });
    try {
      const connection = await Connection.open(await debuggingUrl(profile));
      try {
        return await use(new Browser(child.pid ?? 0, connection));
      } finally {
        connection.close();
      }
    } finally {
      await stop(child);
    }
  });
}
