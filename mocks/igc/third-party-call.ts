import { readFile } from 'node:fs/promises';
import { request } from 'node:https';

const PATIENCE_MS = 10_000;

/** What an interface did with a caller. */
export interface ThirdPartyAnswer {
  /** Whether an HTTP answer came; a refusal may also end the connection. */
  answered: boolean;
  /** HTTP status, when one came. */
  status?: number;
  /** Why the connection ended, when none came. */
  reason?: string;
}

/**
 * Calls an HTTPS interface of the SUT as a third-party structure would, with the certificate of these files or none, and
 * says what became of it. Whom the interface says it is is not looked at: the caller is what is tried (SSI/IE.43).
 */
export async function callAsThirdParty(
  url: string,
  files: { cert: string; key: string } | undefined,
): Promise<ThirdPartyAnswer> {
  const pair = files ? { cert: await readFile(files.cert), key: await readFile(files.key) } : {};
  return new Promise((resolve) => {
    const call = request(
      url,
      { ...pair, agent: false, rejectUnauthorized: false, timeout: PATIENCE_MS },
      (response) => {
        response.resume();
        const { statusCode } = response;
        response.once('close', () => {
          resolve({ answered: true, ...(statusCode === undefined ? {} : { status: statusCode }) });
        });
      },
    );
    call.once('timeout', () => call.destroy(new Error(`aucune réponse en ${PATIENCE_MS / 1000} s`)));
    call.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ answered: false, reason: error.code ?? error.message });
    });
    call.end();
  });
}
