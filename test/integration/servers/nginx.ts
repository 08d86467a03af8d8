/** nginx with a configuration, folder and port of its own, serving one folder over http. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, run, temporaryFolder, untilListening } from './processes.ts';

export interface WebServer {
  readonly origin: string;
  /** The folder that it serves. */
  readonly folder: string;
  stop(): Promise<void>;
}

export async function startNginx(): Promise<WebServer> {
  const prefix = await temporaryFolder('nginx');
  const folder = join(prefix.path, 'www');
  await mkdir(folder);
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path tmp_${name};`,
  );
  const config = `
daemon off; master_process off; worker_processes 1; pid nginx.pid; error_log stderr warn;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 64; }
http {
  ${temporary.join(' ')}
  access_log off;
  types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; video/mp4 m4s mp4; }
  server { listen 127.0.0.1:${port}; root ${folder}; add_header Cache-Control no-cache; }
}`;
  await writeFile(join(prefix.path, 'nginx.conf'), config);
  const server = run('nginx', ['-p', prefix.path, '-c', join(prefix.path, 'nginx.conf'), '-e', 'stderr']);
  await untilListening(port).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${server.tail()}`);
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    folder,
    stop: async () => {
      await server.stop('SIGTERM');
      await prefix.remove();
    },
  };
}
