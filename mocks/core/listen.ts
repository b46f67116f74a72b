import type { AddressInfo, Server } from 'node:net';
import { BancError } from '../wire/errors.js';

/**
 * Binds a server and resolves with its port.
 * Throws BANC_LISTEN when the port is taken or the address is not one of this machine.
 */
export async function listen(server: Server, bind: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const onError = (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'le port est déjà pris' : cause.message;
      reject(
        new BancError(
          'BANC_LISTEN',
          `Impossible d'écouter sur ${bind}:${port} : ${reason}. Choisir un autre --port-base ou un autre --bind.`,
          { cause },
        ),
      );
    };
    server.once('error', onError);
    server.listen({ host: bind, port }, () => {
      server.off('error', onError);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}
