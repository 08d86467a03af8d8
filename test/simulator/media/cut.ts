/** Breaks a connection as a crash would. */
import type { Socket } from 'node:net';

/**
 * Resets the connection, or just closes it when its end is already on the way: the system refuses to reset such a one,
 * and Node would leave it open for ever.
 */
export function cut(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
