import type { Socket } from 'node:net';
import { createServer, type TlsOptions, type TLSSocket } from 'node:tls';
import { CUT_HANDSHAKE, explainFailure } from '../core/connection-failure.js';

/** A TLS handshake that failed; the message is French, for the journal. */
export class HandshakeFailure extends Error {}

/**
 * Makes a connection a TLS one, for STARTTLS and implicit TLS alike. The connection is given to a tls.Server that never
 * listens: a bare TLSSocket would leave `authorized` false whatever the certificate (mssante.md §9). One server a
 * connection, so that the options are those of this moment (the trial operator changes them). Rejects with
 * {@link HandshakeFailure}; the connection is then closed.
 */
export function upgradeToTls(socket: Socket, options: TlsOptions, handshakeMs: number): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    let failure: string | undefined;
    const fail = () => {
      socket.destroy();
      reject(new HandshakeFailure(failure ?? CUT_HANDSHAKE.reason));
    };
    let server;
    try {
      server = createServer({ ...options, handshakeTimeout: handshakeMs });
    } catch (error) {
      failure = `réglages TLS inutilisables (${error instanceof Error ? error.message : String(error)})`;
      fail();
      return;
    }
    socket.once('close', fail);
    server.once('tlsClientError', (error) => {
      failure = explainFailure(error).reason;
      fail();
    });
    server.once('secureConnection', (secured) => {
      socket.off('close', fail);
      resolve(secured);
    });
    server.emit('connection', socket);
  });
}
