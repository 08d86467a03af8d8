/**
 * Electron's client starts itself again after a crash: no process of ours stands above it. A small file in the profile
 * carries the facts for the next process. Keys of this run alone are lost, because nothing may store them in between;
 * cameras are stopped before the process ends, and after a kill by the journal at the next start.
 */
import type { App } from 'electron';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isLinkText } from '../../../preload/domain/links.ts';
import { log } from '../../log.ts';
import { LoopGuard } from '../loop-guard.ts';
import { CRASH_EXIT, MAX_STOPPED, type CrashNote, type StartKind, type Supervision } from '../../supervision.ts';

const note = z.object({
  atMs: z.number().int().nonnegative(),
  reason: z.string().max(80),
  reportPath: z.string().max(4_096).nullable(),
  stopped: z
    .array(z.object({ channelId: z.string().max(256), atMs: z.number().int().nonnegative() }))
    .max(MAX_STOPPED)
    .readonly()
    .optional(),
});
const stored = z.object({
  version: z.literal(1),
  /** By the wall clock, because each time another process counts. */
  restartsAtMs: z.array(z.number().int().nonnegative()).max(10),
  /** For the next process; null once it has read it. */
  next: z.object({ kind: z.enum(['restarted', 'halted']), after: note }).nullable(),
});
type Stored = z.infer<typeof stored>;

const MAX_BYTES = 65_536;

interface RelaunchParts {
  readonly app: Pick<App, 'relaunch' | 'exit'>;
  readonly dataDir: string;
  /** With the executable, as the system gave it. */
  readonly argv: readonly string[];
  readonly nowMs?: () => number;
}

/** To be called by the only client of a data folder: it takes the note of the last process. */
export function relaunching({ app, dataDir, argv, nowMs = Date.now }: RelaunchParts): Supervision {
  const dir = join(dataDir, 'crashes');
  const path = join(dir, 'restarts.json');
  const { restartsAtMs, next } = read(path);
  const guard = new LoopGuard(restartsAtMs);
  const start: StartKind = next ?? { kind: 'fresh' };
  const write = (then: Stored['next']): void => {
    try {
      fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
      const content: Stored = { version: 1, restartsAtMs: [...guard.restartsAtMs], next: then };
      fs.writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
    } catch (error) {
      log.warn('the restarts of the client could not be counted', { error });
    }
  };
  if (next !== null) write(null);
  let crash: CrashNote | null = null;
  const relaunch = (code: number): void => {
    app.relaunch({ args: argv.slice(1).filter((argument) => !isLinkText(argument)) });
    app.exit(code);
  };
  return {
    start,
    pid: null,
    memory: null,
    follow: () => {},
    tellPulse: () => {}, // no process of ours lives longer than this one, so none could end it when it hangs
    noteCrash: (note) => (crash = note),
    leave: (how) => {
      if (how === 'start-again') {
        guard.clear();
        write(null);
        return relaunch(0);
      }
      if (start.kind === 'halted') return app.exit(CRASH_EXIT); // the halted screen itself failed: no other try is left
      const after = crash ?? { atMs: nowMs(), reason: 'exception', reportPath: null };
      write({ kind: guard.onCrash(nowMs()) === 'restart' ? 'restarted' : 'halted', after });
      relaunch(CRASH_EXIT);
    },
  };
}

function read(path: string): Pick<Stored, 'restartsAtMs' | 'next'> {
  try {
    if (fs.statSync(path).size > MAX_BYTES) return { restartsAtMs: [], next: null };
    return stored.parse(JSON.parse(fs.readFileSync(path, 'utf8')));
  } catch {
    return { restartsAtMs: [], next: null }; // none yet, or unreadable: the count begins anew
  }
}
