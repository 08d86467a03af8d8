/** A line over loopback that takes its time, as the line to a cloud does: every piece arrives later, in order. */
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface DelayedLine {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Bytes that came from the target so far, headers included. */
  readonly carriedBytes: () => number;
  close(): Promise<void>;
}

/** @param target the origin behind the line. @param delayMs what each direction takes. */
export async function openDelayedLine(target: string, delayMs: number): Promise<DelayedLine> {
  const { hostname, port } = new URL(target);
  const open = new Set<net.Socket>();
  let carriedBytes = 0;
  const carry = (from: net.Socket, to: net.Socket): void => {
    from.on('data', (piece) => void delay(delayMs).then(() => !to.destroyed && to.write(piece)));
    from.on('end', () => void delay(delayMs).then(() => !to.destroyed && to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => open.delete(from));
  };
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = net.connect({ host: hostname, port: Number(port), allowHalfOpen: true, noDelay: true });
    open.add(near).add(far);
    carry(near, far);
    carry(far, near);
    far.on('data', (piece) => (carriedBytes += piece.length));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    carriedBytes: () => carriedBytes,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
