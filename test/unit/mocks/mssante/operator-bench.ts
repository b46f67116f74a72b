import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import { startMocks, type StartedMocks } from '../../../../mocks/index.js';
import { MAIL_DOMAIN } from '../../../../fixtures/roster-mailboxes.js';

/** Mailboxes of the roster, by what tests call them. */
export const BOX = {
  cardiology: `cardiologie@${MAIL_DOMAIN}`,
  ps1: `camille.essai-premier@${MAIL_DOMAIN}`,
  pfi: `pfi@${MAIL_DOMAIN}`,
  gp1: `alex.tiers-generaliste@${MAIL_DOMAIN}`,
  hospital2: `echanges@ch-voisin.${MAIL_DOMAIN}`,
};
/** National identifiers of professionals of the roster. */
export const WHO = { ps1: '899790000212', gp1: '899790000816', lab1: '899790001012' };

/** The operator of a run, with what tests ask of it. */
export interface OperatorBench {
  mocks: StartedMocks;
  sheet: OperatorSheet;
  /** Runs a command of the control plane and gives its result; throws its message when it refuses. */
  command<Result = unknown>(path: string, input: unknown): Promise<Result>;
  /** An access token of a professional. */
  token(professional: string, lifetimeS?: number): Promise<string>;
  /** Exchanges of a transaction recorded so far, or from now on. */
  exchanges(transaction: string, keys?: Record<string, string>): Promise<Exchange[]>;
  close(): Promise<void>;
}

/** `mssante` of the connection sheet. */
export interface OperatorSheet {
  smtp: Endpoint;
  smtps: Endpoint;
  imap: Endpoint;
  imaps: Endpoint;
  autoconfig: string;
  trial: { smtp: Endpoint; imap: Endpoint };
}

interface Endpoint {
  host: string;
  port: number;
}

/** Starts the mocks an operator needs. */
export async function startOperator(): Promise<OperatorBench> {
  const dir = await mkdtemp(join(tmpdir(), 'banc-segur-operator-'));
  const mocks = await startMocks({ dir, services: ['igc', 'mssante'] });
  const command = async <Result>(path: string, input: unknown): Promise<Result> => {
    const answer = await fetch(`${mocks.control}/${path}`, { method: 'POST', body: JSON.stringify(input) });
    const { result, error } = (await answer.json()) as { result: Result; error?: { message: string } };
    if (!answer.ok) throw new Error(error?.message);
    return result;
  };
  return {
    mocks,
    sheet: mocks.sheet.mssante as OperatorSheet,
    command,
    token: async (professional, lifetimeS) => {
      const input = { professional, ...(lifetimeS === undefined ? {} : { lifetimeS }) };
      return (await command<{ accessToken: string }>('mssante/issue-access-token', input)).accessToken;
    },
    exchanges: (transaction, keys) =>
      mocks.journal.waitFor({ transaction, ...(keys === undefined ? {} : { keys }) }, 5_000),
    close: async () => {
      await mocks.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** How a mail is submitted. */
export interface Submission {
  /** Who authenticates. */
  as: { user: string; accessToken: string } | { user: string; certificate: 'authCli' | 'cpsAuth1' | 'authCliRevoked' };
  from?: string;
  to: string | string[];
  raw?: Buffer;
  dsn?: SendMailOptions['dsn'];
  implicitTls?: boolean;
}

/** Submits a mail as a product does; rejects as nodemailer does, with `responseCode`. */
export async function submit(bench: OperatorBench, submission: Submission): Promise<string> {
  const { as, from = as.user, to, raw = mail({ from, to: [to].flat().join(', ') }), dsn } = submission;
  const { pki } = bench.mocks;
  const certificate = 'certificate' in as ? pki.certificates[as.certificate] : undefined;
  const transport = createTransport({
    ...(submission.implicitTls === true
      ? { ...bench.sheet.smtps, secure: true }
      : { ...bench.sheet.smtp, requireTLS: true }),
    tls: {
      ca: pki.caPem,
      ...(certificate === undefined ? {} : { key: certificate.keyPem, cert: certificate.chainPem }),
    },
    auth: 'accessToken' in as ? { type: 'OAuth2', ...as } : { user: as.user, pass: 'x' },
    allowInternalNetworkInterfaces: true,
  });
  try {
    const { response } = await transport.sendMail({
      envelope: { from, to },
      raw,
      ...(dsn === undefined ? {} : { dsn }),
    });
    return response;
  } finally {
    transport.close();
  }
}

let lastId = 0;

/** A small mail, with an id of its own. */
export function mail(fields: { from: string; to: string; id?: string; headers?: string; body?: string }): Buffer {
  const { from, to, id = `<m${(lastId += 1)}@test.example>`, headers = '', body = 'Bonjour' } = fields;
  return Buffer.from(
    `From: ${from}\r\nTo: ${to}\r\nSubject: Essai\r\nMessage-ID: ${id}\r\nDate: Sat, 21 Nov 2026 10:00:00 +0000\r\n` +
      `${headers}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`,
  );
}
