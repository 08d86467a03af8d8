/** Opens the client. Usage: npm start [-- --host electron|browser] [-- FLAGS OF THE CLIENT] */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureClient } from './build.ts';
import { chooseHost, clientCommand, root, say, simulatorCommand } from './lib.ts';

const DEMO_CAMERAS = 64;

const args = process.argv.slice(2);
const at = args.indexOf('--host');
const wanted = at < 0 ? null : args.splice(at, 2)[1];
if (wanted !== null && wanted !== 'electron' && wanted !== 'browser') {
  say('usage: npm start [-- --host electron|browser]');
  process.exit(2);
}
const host = chooseHost(wanted);
say(`host: ${host.kind} (${host.reason})`);
const pageDir = await ensureClient();
const hasSimulator = existsSync(path.join(root, 'test', 'simulator', 'cli.ts'));
const command = [...simulatorCommand(DEMO_CAMERAS), '--voices'];
const simulator = hasSimulator ? ['--simulator', JSON.stringify(command)] : [];
const [file, argv] = clientCommand(host, ['--page-dir', pageDir, ...simulator, ...args]);
const child = spawn(file, argv, { cwd: root, stdio: 'inherit' });
// A terminal sends Ctrl-C, and its own end, to the client too. If this process passed them on, the client would get two.
const isFromTerminal = (signal: NodeJS.Signals): boolean => process.stdin.isTTY && signal !== 'SIGTERM';
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!isFromTerminal(signal)) child.kill(signal);
  });
}
child.on('error', (error) => {
  say(`start: ${error.message}`);
  process.exitCode = 1;
});
child.on('exit', (code) => {
  process.exitCode = code ?? 0;
});
