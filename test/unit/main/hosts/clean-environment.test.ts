import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cleanEnvironment } from '../../../../main/hosts/clean-environment.ts';

// @promise security.api-tls
it('cleanEnvironment removes variables that weaken TLS or load code, in upper or lower case, and no others', () => {
  const environment = {
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    Node_Options: '--require x',
    NODE_DEBUG: 'http',
    PATH: '/bin',
    NODE_EXTRA_CA_CERTS: '/etc/company.pem',
  };
  cleanEnvironment(environment, 'linux');
  expect(environment).toEqual({ PATH: '/bin', NODE_EXTRA_CA_CERTS: '/etc/company.pem' });
});

// @promise security.current-folder: No program in the current folder takes the place of one of the system.
it('on Windows, no program in the current folder replaces a program of the system', () => {
  const environment: NodeJS.ProcessEnv = { PATH: 'C:\\Windows' };
  cleanEnvironment(environment, 'win32');
  expect(environment).toEqual({ PATH: 'C:\\Windows', NoDefaultCurrentDirectoryInExePath: '1' });
});

it.each(['browser/entry.ts', 'browser/start/supervisor.ts', 'electron/entry.ts'])(
  'cleanEnvironment is called by %s',
  (entry) => {
    const source = readFileSync(new URL(`../../../../main/hosts/${entry}`, import.meta.url), 'utf8');
    expect(source).toMatch(/^\s*cleanEnvironment\(\);$/m);
  },
);
