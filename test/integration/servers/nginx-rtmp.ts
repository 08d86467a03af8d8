/** nginx with its RTMP module: a media server of the field that publishers feed and players pull over RTMP. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, run, temporaryFolder, untilListening } from './processes.ts';

export interface RtmpServer {
  /** The address of a stream, for publishers and for players. */
  url(stream: string): string;
  /** Ends the server at once and starts another on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Where Debian and Ubuntu put the module of `libnginx-mod-rtmp`. */
const MODULE = '/usr/lib/nginx/modules/ngx_rtmp_module.so';

/** @param options further directives of the application, such as `wait_key on;`. */
export async function startRtmpServer(options = ''): Promise<RtmpServer> {
  const prefix = await temporaryFolder('nginx-rtmp');
  const port = await freePort();
  const config = `
load_module ${MODULE};
daemon off; master_process off; worker_processes 1; pid nginx.pid; error_log stderr error;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 64; }
rtmp { server { listen 127.0.0.1:${port}; application live { live on; idle_streams off; ${options} } } }`;
  await writeFile(join(prefix.path, 'nginx.conf'), config);
  const launch = async () => {
    const running = run('nginx', ['-p', prefix.path, '-c', join(prefix.path, 'nginx.conf'), '-e', 'stderr']);
    await untilListening(port).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${running.tail()}`);
    });
    return running;
  };
  let server = await launch();
  return {
    url: (stream) => `rtmp://127.0.0.1:${port}/live/${stream}`,
    restart: async () => {
      await server.stop('SIGKILL');
      server = await launch();
    },
    stop: async () => {
      await server.stop('SIGTERM');
      await prefix.remove();
    },
  };
}
