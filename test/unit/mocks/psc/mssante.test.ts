import { ImapFlow } from 'imapflow';
import { expect, test } from 'vitest';
import { signIn, startPscBench, type PscBench } from './psc-bench.js';

/** Opens a mailbox with an access token; resolves with the number of its mails, rejects when it is refused. */
async function openMailbox({ mocks }: PscBench, user: string, accessToken: string): Promise<boolean> {
  const { host, port } = (mocks.sheet.mssante as { imaps: { host: string; port: number } }).imaps;
  const imap = new ImapFlow({
    host,
    port,
    secure: true,
    tls: { ca: mocks.pki.caPem },
    auth: { user, accessToken },
    logger: false,
  });
  imap.on('error', () => undefined);
  try {
    await imap.connect();
    await imap.logout();
    return true;
  } catch {
    return false;
  } finally {
    imap.close();
  }
}

const MAILBOX = 'camille.essai-premier@banc-essai.mssante.fr';

test('an access token of Pro Santé Connect opens the mailbox of its professional, as long as its session lives', async () => {
  const bench = await startPscBench(['igc', 'mssante', 'psc']);
  const config = await bench.discover(bench.psc);
  const { tokens } = await signIn(config, bench.psc, bench.browser(), 'ps1');
  const { tokens: others } = await signIn(config, bench.psc, bench.browser(), 'ps2');
  expect(await openMailbox(bench, MAILBOX, tokens.access_token)).toBe(true);
  expect(await openMailbox(bench, MAILBOX, others.access_token)).toBe(false);
  await bench.command('psc/rotate-keys', { withdraw: true });
  expect(await openMailbox(bench, MAILBOX, tokens.access_token)).toBe(true);
  await bench.command('psc/kill-session', { professional: 'ps1' });
  expect(await openMailbox(bench, MAILBOX, tokens.access_token)).toBe(false);
});

test('an access token of another issuer does not', async () => {
  const bench = await startPscBench(['igc', 'mssante', 'psc']);
  const config = await bench.discover(bench.psc.renamed);
  const { tokens } = await signIn(config, bench.psc.renamed, bench.browser(), 'ps1');
  expect(await openMailbox(bench, MAILBOX, tokens.access_token)).toBe(false);
});
