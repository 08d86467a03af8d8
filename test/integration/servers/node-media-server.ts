/** A real media server of the field: npm's node-media-server takes RTMP and serves HTTP-FLV. */
import { fileURLToPath } from 'node:url';
import { freePort, run, temporaryFolder, untilListening } from './processes.ts';

export interface FlvServer {
  readonly rtmpUrl: string;
  readonly flvUrl: string;
  /** Ends the server at once and starts another on the same ports. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const CHILD = fileURLToPath(new URL('./node-media-server-child.mjs', import.meta.url));

export async function startFlvServer(name: string): Promise<FlvServer> {
  const folder = await temporaryFolder('nms');
  const rtmpPort = await freePort();
  const httpPort = await freePort();
  const launch = async () => {
    const running = run(process.execPath, [CHILD, String(rtmpPort), String(httpPort), folder.path]);
    await untilListening(rtmpPort);
    await untilListening(httpPort);
    return running;
  };
  let server = await launch();
  return {
    rtmpUrl: `rtmp://127.0.0.1:${rtmpPort}/live/${name}`,
    flvUrl: `http://127.0.0.1:${httpPort}/live/${name}.flv`,
    restart: async () => {
      await server.stop('SIGKILL');
      server = await launch();
    },
    stop: async () => {
      await server.stop('SIGKILL');
      await folder.remove();
    },
  };
}
