/**
 * The gateway's real worker, which cannot be started while a file stands: a module that an update replaces, a disk that is
 * full, a virus scanner that holds a file. The environment names the file.
 */
import { existsSync } from 'node:fs';

if (existsSync(process.env['LANNER_TEST_OBSTACLE'] ?? '')) process.exit(1);

await import('../../main/media/worker/gateway-worker.ts');
