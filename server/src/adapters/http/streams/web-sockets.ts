/** The door for WebSockets: only to this server's own address, only from its own pages or from programs. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { StreamOptions } from './graphql-stream.ts';
import { createProtocol, SUBPROTOCOL } from './graphql-transport.ts';
import { HEARTBEAT_MS } from './stream-places.ts';

export type WebSockets = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Says goodbye to all, and lets nobody in any more. */
  stop(): Promise<void>;
};

/** A subscription is a short text. */
const MOST_MESSAGE_BYTES = 65_536;
const GOING_AWAY = 1001;
const GOODBYE_MS = 1_000;

export function createWebSockets(options: StreamOptions): WebSockets {
  const server = new WebSocketServer({
    ...{ noServer: true, maxPayload: MOST_MESSAGE_BYTES, perMessageDeflate: false, clientTracking: true },
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  const protocol = createProtocol(options);
  let stopping = false;
  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const over = protocol.opened(socket, request);
    // What goes wrong on the wire (too long a message, say) ends the socket by itself.
    socket.on('error', (error) => options.log.debug({ err: error }, 'a WebSocket failed'));
    const beat = startHeartbeat(socket, options.heartbeatMs ?? HEARTBEAT_MS);
    socket.once('close', (code, reason) => {
      clearInterval(beat);
      over(code, String(reason)).catch((error: unknown) =>
        options.log.error({ err: error }, 'ending a WebSocket failed'),
      );
    });
  });
  return {
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      const refused = stopping ? 503 : refusalOf(request, options);
      if (refused !== null) socket.end(`HTTP/1.1 ${refused} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      else server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request));
    },
    stop: async () => {
      stopping = true;
      for (const socket of server.clients) socket.close(GOING_AWAY, 'The service is stopping.');
      const timer = setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, GOODBYE_MS);
      await Promise.all([...server.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
      clearTimeout(timer);
      server.close();
    },
  };
}

function refusalOf({ url, headers }: IncomingMessage, { ownOrigin }: StreamOptions): number | null {
  if ((url ?? '').split('?', 1)[0] !== '/graphql') return 404;
  if (!ownOrigin.isOwnHost(headers)) return 421;
  return ownOrigin.isOwnOrigin(headers) ? null : 403;
}

/** One that does not answer by the next beat is gone, or takes nothing any more: it may come back with its last id. */
function startHeartbeat(socket: WebSocket, everyMs: number): NodeJS.Timeout {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const beat = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, everyMs);
  return beat.unref();
}
