/** A virtual screen for a run without a display (Electron on a build machine). */
import { spawn } from 'node:child_process';
import { stop } from './lib.ts';

/** Runs `work` with DISPLAY naming a fresh Xvfb; the server is ended afterwards. Does nothing but `work` elsewhere. */
export async function withDisplay<T>(work: () => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return work();
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  try {
    const display = await new Promise<string>((resolve, reject) => {
      xvfb.once('error', reject);
      xvfb.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
      xvfb.stdio[3]?.once('data', (chunk: Buffer) => resolve(`:${chunk.toString('utf8').trim()}`));
    });
    process.env['DISPLAY'] = display;
    return await work();
  } finally {
    await stop(xvfb);
  }
}
