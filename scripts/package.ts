/**
 * Builds installers into release/, with the bill of materials of what is inside. Usage: npm run package [-- --dir] (the
 * flags are electron-builder's).
 */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildWithSbom, sbomFile } from './build.ts';
import { root, say } from './lib.ts';

await buildWithSbom();
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string };
mkdirSync(path.join(root, 'release'), { recursive: true });
copyFileSync(sbomFile, path.join(root, 'release', `lanner-${version}.cdx.json`));
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
