import { type DirectoryProfile, openDirectory } from '../../fixtures/directory/directory.js';
import { built } from './built.js';
import { DirectoryClient, USER_SEARCHES, userSearches } from './directory-client.js';
import { comparedSearches, type Found, PeerColumns } from './directory-peers.js';
import { startAnnuaireProcess } from './directory-process.js';
import { samplesOf } from './directory-samples.js';
import { Timings } from './timings.js';

type OpenStoreModule = typeof import('../../mocks/annuaire/store/open-store.js');
type ClockModule = typeof import('../../mocks/core/clock.js');
type DirectoryModule = typeof import('../../fixtures/directory/directory.js');

const PROFILE = (process.env.BENCH_DIRECTORY ?? 'national') as DirectoryProfile;
const CLIENTS = 8;
const SEARCHES_A_CLIENT = 40;
const SYNC_PAGES = 500;
const COMPARED_SAMPLES = 60;

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** The service over HTTPS, alone in its process: start, the mix of searches, pages of a full synchronisation. */
async function overHttp(): Promise<void> {
  const server = await startAnnuaireProcess(PROFILE);
  const client = new DirectoryClient(server);
  const { loadMs, memoryMb } = server.sheet.directory;
  say(`Directory « ${PROFILE} » over HTTPS, in its own process`);
  say(
    `  loaded in ${(loadMs / 1000).toFixed(1)} s (${(await server.cpuSeconds()).toFixed(1)} s of processor), ${memoryMb} MB`,
  );
  const samples = samplesOf(openDirectory(PROFILE), CLIENTS * SEARCHES_A_CLIENT);
  for (const sample of samples.slice(0, 20)) await userSearches(client, sample, new Map());
  const timings = new Map(USER_SEARCHES.map((name) => [name as string, new Timings()]));
  const before = await server.cpuSeconds();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, rank) => {
      const own = samples.slice(rank * SEARCHES_A_CLIENT, (rank + 1) * SEARCHES_A_CLIENT);
      for (const sample of own) await userSearches(client, sample, timings);
    }),
  );
  for (const [name, times] of timings) say(`  ${times.toString()}  ${name}, ${CLIENTS} clients`);
  const perSearch = ((await server.cpuSeconds()) - before) / (samples.length * USER_SEARCHES.length);
  say(
    `  ${(perSearch * 1000).toFixed(2).padStart(12)} ms of processor for one of them, TLS, JSON and journal included`,
  );
  const pages = new Timings();
  const start = performance.now();
  let resources = 0;
  let url: string | undefined = 'PractitionerRole?_count=200';
  for (let page = 0; page < SYNC_PAGES && url !== undefined; page += 1) {
    const asked: string = url;
    const bundle = await pages.time(() => client.get(asked));
    resources += bundle.entry?.length ?? 0;
    url = bundle.link?.find(({ relation }) => relation === 'next')?.url;
  }
  const seconds = (performance.now() - start) / 1000;
  say(`  ${pages.toString()}  page of 200 roles, full synchronisation: ${(resources / seconds).toFixed(0)} roles/s`);
  client.close();
  await server.stop();
}

/** The store against a scan and SQLite: a page of 50 and the exact count of each search, in one process each. */
async function againstPeers(): Promise<void> {
  const { openStore } = await built<OpenStoreModule>('mocks/annuaire/store/open-store.js');
  const { createClock } = await built<ClockModule>('mocks/core/clock.js');
  const directory = (await built<DirectoryModule>('fixtures/directory/directory.js')).openDirectory(PROFILE);
  const searches = comparedSearches(samplesOf(directory, COMPARED_SAMPLES));
  const store = await openStore(directory, createClock());
  const columns = new PeerColumns(directory);
  const sqlite = await columns.sqlite(searches);
  const sqliteRuns = new Map(Object.entries(sqlite?.durations ?? {}).map(([name, runs]) => [name, [...runs]]));
  const names = [...new Set(searches.map(({ name }) => name))];
  const timingsBy = (name: string) => ({ name, store: new Timings(), scan: new Timings(), sqlite: new Timings() });
  const rows = new Map(names.map((name) => [name, timingsBy(name)]));
  for (const search of searches) {
    const row = rows.get(search.name);
    const ours = await row?.store.time((): Found => {
      const [first = -1] = store.search(search.kind, search.query, { limit: 50 }).rows;
      return { count: store.count(search.kind, search.query), first };
    });
    const scan = await row?.scan.time(() => columns.scan(search));
    const theirs = sqliteRuns.get(search.name)?.shift();
    if (theirs) row?.sqlite.add(theirs.ms);
    for (const other of [scan, theirs]) {
      if (other && (other.count !== ours?.count || other.first !== ours.first)) {
        say(`  DIFFERENT: ${JSON.stringify({ search, ours, other })}`);
      }
    }
  }
  say(
    `Page of 50 and exact count among ${directory.professionals.count} professionals and as many structures, in process`,
  );
  if (!sqlite) say('  (no python3: SQLite not measured)');
  for (const { name, store: own, scan, sqlite: peer } of rows.values()) {
    say(`  ${name}`);
    say(`    ${own.toString()}  column store`);
    say(`    ${scan.toString()}  scan          ratio of p50 ${(scan.quantile(0.5) / own.quantile(0.5)).toFixed(1)}`);
    if (!sqlite) continue;
    const ratio = `ratio of p50 ${(peer.quantile(0.5) / own.quantile(0.5)).toFixed(1)}`;
    say(
      `    ${peer.toString()}  SQLite ${sqlite.version}  ${ratio}, of p99 ${(peer.quantile(0.99) / own.quantile(0.99)).toFixed(1)}`,
    );
  }
  if (sqlite)
    say(`  SQLite loads these two tables in ${sqlite.loadSeconds.toFixed(1)} s and ${sqlite.memoryMb.toFixed(0)} MB`);
}

await overHttp();
await againstPeers();
