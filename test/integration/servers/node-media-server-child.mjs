/** Runs npm's node-media-server. Usage: node node-media-server-child.mjs RTMP-PORT HTTP-PORT STORE-FOLDER */
import NodeMediaServer from 'node-media-server';

const [rtmpPort, httpPort, folder] = process.argv.slice(2);
const server = new NodeMediaServer({
  bind: '127.0.0.1',
  rtmp: { port: Number(rtmpPort) },
  http: { port: Number(httpPort) },
  record: { auto: false, path: `${folder}/records` },
  store: { path: `${folder}/store` },
  webadmin: { enable: false },
});
await server.run();
