import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import { startMocks } from '../../../../mocks/index.js';
import { ControlClient } from '../../../../scenarios/harness/control-client.js';

/** Names of client certificates in the connection sheet. */
export type ClientCertificate = 'authCli' | 'authCliRevoked' | 'authCliExpired' | 'authCliForeign';

interface Sheet {
  control: string;
  ca: string;
  certificates: Record<ClientCertificate, { cert: string; key: string }>;
  dmp: Record<
    'registry' | 'repository' | 'patients' | 'habilitations' | 'patientsSpecific' | 'webPs' | 'parameters',
    string
  >;
}

/** An HTTP answer as a plain client sees it. */
export interface PlainAnswer {
  status: number;
  contentType: string;
  body: Buffer;
}

/** The mocks as a vendor's machine sees them: through the connection sheet alone. */
export class DmpMocks {
  readonly sheet: Sheet;
  readonly control: ControlClient;
  readonly dir: string;
  readonly #close: () => Promise<void>;
  readonly #ca: Buffer;

  private constructor(sheet: Sheet, dir: string, ca: Buffer, close: () => Promise<void>) {
    this.sheet = sheet;
    this.control = new ControlClient(sheet.control);
    this.dir = dir;
    this.#ca = ca;
    this.#close = close;
  }

  /** Starts them in a folder of their own. */
  static async open(): Promise<DmpMocks> {
    const dir = await mkdtemp(join(tmpdir(), 'banc-dmp-'));
    const mocks = await startMocks({ dir, bind: '127.0.0.1', publicHost: 'localhost' });
    const sheet = mocks.sheet as unknown as Sheet;
    return new DmpMocks(sheet, dir, await readFile(sheet.ca), async () => {
      await mocks.close();
      await rm(dir, { recursive: true, force: true });
    });
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** What a TLS client needs; without a certificate none is presented. */
  async tls(certificate?: ClientCertificate): Promise<{ ca: Buffer; cert?: Buffer; key?: Buffer }> {
    if (!certificate) return { ca: this.#ca };
    const { cert, key } = this.sheet.certificates[certificate];
    return { ca: this.#ca, cert: await readFile(cert), key: await readFile(key) };
  }

  /** Sends one request on a connection of its own. Rejects when the connection is cut before an answer. */
  async post(
    url: string,
    body: Readable | Buffer | string,
    options: { headers?: Record<string, string>; certificate?: ClientCertificate | 'none' } = {},
  ): Promise<PlainAnswer> {
    const { certificate = 'authCli', headers = {} } = options;
    const request = httpsRequest(url, {
      method: 'POST',
      agent: false,
      ...(await this.tls(certificate === 'none' ? undefined : certificate)),
      headers: { 'Content-Type': 'application/soap+xml; charset=UTF-8', ...headers },
    });
    const answered = new Promise<PlainAnswer>((resolve, reject) => {
      request.on('error', reject);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            body: Buffer.concat(chunks),
          });
        });
      });
    });
    // A refusal may come while the body is still being sent: the answer counts, not the broken pipe.
    const sent = pipeline(body instanceof Readable ? body : Readable.from([body]), request);
    sent.catch(() => undefined);
    return answered;
  }

  /** The first DMP exchange after `since`, waiting for it. */
  async exchangeAfter(since: number): Promise<Exchange> {
    const [exchange] = await this.control.exchanges({ service: 'dmp', since }, 20_000);
    if (!exchange) throw new Error('nothing in the journal');
    return exchange;
  }
}
