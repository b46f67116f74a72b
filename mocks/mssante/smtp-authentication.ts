import { examineTlsClient } from '../core/tls-client.js';
import type { MailCredentials } from './mailbox-authentication.js';
import type { SubmissionConnection } from './smtp-connection.js';
import { disturb, refuse, type SmtpContext } from './smtp-context.js';
import type { StepResult } from './smtp-reply.js';

/** AUTH: who opens which mailbox, with the certificate the connection presented; kept on the connection. */
export async function authenticateStep(
  context: SmtpContext,
  connection: SubmissionConnection,
  credentials: MailCredentials,
): Promise<StepResult> {
  const { operator, name } = context;
  const { mechanism } = credentials;
  const line = `AUTH ${mechanism}`;
  const socket = connection.tlsSocket;
  if (socket === undefined) return { status: 538, text: '5.7.11 Encryption required' };
  // Again for each attempt: a certificate may be revoked while the connection lives.
  const { tls } = examineTlsClient(socket, operator.environment.pki.isRevoked);
  connection.tls = tls;
  const keys = { mailbox: credentials.username.trim().toLowerCase().slice(0, 320), mechanism };
  const disturbed = await disturb(context, connection, 'smtp-authenticate', line, keys);
  if (disturbed !== undefined) return disturbed;
  const result = await operator.authenticate(credentials, { tls, operator: name });
  if (!result.accepted) {
    const token: Record<string, string> = result.tokenId === undefined ? {} : { token: result.tokenId };
    return refuse(
      context,
      connection,
      { status: 535, text: '5.7.8 Authentication failed' },
      {
        line,
        summary: `SMTP, authentification ${mechanism} refusée pour ${result.address} : ${result.reason}`,
        keys: { ...keys, stage: 'auth', ...token },
      },
    );
  }
  connection.mailbox = result;
  return undefined;
}
