/** Builds installers into release/. Usage: npm run package [-- --dir] (the flags are electron-builder's). */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureClient } from './build.ts';
import { root, say } from './lib.ts';

await ensureClient();
const cli = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
const child = spawn(process.execPath, [cli, '--publish', 'never', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
child.on('error', (error) => {
  say(`package: ${error.message}`);
  process.exitCode = 1;
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
