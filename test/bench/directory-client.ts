import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { AnnuaireProcess } from './directory-process.js';
import type { Sample } from './directory-samples.js';
import { Timings } from './timings.js';

/** What the clients read of a Bundle. */
interface Bundle {
  total?: number;
  entry?: { resource?: { resourceType: string; id: string } }[];
  link?: { relation: string; url: string }[];
}

/** A plain client of the API: kept connections, no cache. */
export class DirectoryClient {
  readonly #agent: Agent;
  readonly #server: AnnuaireProcess;

  constructor(server: AnnuaireProcess) {
    this.#server = server;
    this.#agent = new Agent({ keepAlive: true, maxSockets: 8, ca: readFileSync(server.ca) });
  }

  /** One GET; throws when the answer is not 200. */
  async get(url: string): Promise<Bundle> {
    const { baseUrl, apiKey } = this.#server.sheet;
    const whole = url.startsWith('https:') ? url : `${baseUrl}/${url}`;
    const chunks = await new Promise<Buffer[]>((resolve, reject) => {
      const sent = request(whole, { agent: this.#agent, headers: { 'ESANTE-API-KEY': apiKey } }, (response) => {
        const got: Buffer[] = [];
        response.on('data', (chunk: Buffer) => got.push(chunk));
        response.on('end', () => {
          if (response.statusCode === 200) resolve(got);
          else reject(new Error(`${response.statusCode ?? 0} for ${whole}: ${Buffer.concat(got).toString()}`));
        });
      });
      sent.on('error', reject);
      sent.end();
    });
    return JSON.parse(Buffer.concat(chunks).toString()) as Bundle;
  }

  /** Closes its connections. */
  close(): void {
    this.#agent.destroy();
  }
}

/** What a user looking for a colleague makes a client ask for, each request timed under its name. */
export async function userSearches(
  client: DirectoryClient,
  sample: Sample,
  timings: Map<string, Timings>,
): Promise<void> {
  const ask = (name: string, url: string) => (timings.get(name) ?? new Timings()).time(() => client.get(url));
  const text = (value: string) => encodeURIComponent(value);
  const { specialty, family, rpps, letters, postal, structureLetters } = sample;
  // The two calls by which a client joins a person and a place (annuaire.md §3).
  const people = await ask(
    'speciality + name',
    `Practitioner?qualification-code=${specialty}&family=${text(family)}&active=true`,
  );
  const ids = (people.entry ?? []).flatMap(({ resource }) => resource?.id ?? []);
  await ask(
    'roles and places of 50 persons',
    `PractitionerRole?practitioner=${ids.join(',')}&_include=PractitionerRole:organization`,
  );
  await ask(
    'postal + name contains',
    `Organization?address-postalcode=${postal}&name:contains=${text(structureLetters)}`,
  );
  await ask('name contains 3–4 letters', `Practitioner?name:contains=${text(letters)}`);
  await ask('one RPPS', `Practitioner?identifier=${rpps}`);
}

/** Names of what {@link userSearches} times. */
export const USER_SEARCHES = [
  'speciality + name',
  'roles and places of 50 persons',
  'postal + name contains',
  'name contains 3–4 letters',
  'one RPPS',
] as const;
