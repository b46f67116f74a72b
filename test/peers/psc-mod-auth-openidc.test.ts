import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OIDC_FAULTS } from '../../mocks/wire/oidc-faults.js';
import { type BrowserPage, openPscBench, type ProviderSheet } from '../unit/mocks/psc/psc-bench.js';
import { missingModAuthOpenidc, type RelyingParty, startModAuthOpenidc } from './mod-auth-openidc.js';
import { skipped } from './peer-programs.js';

type Result = 'accepts' | 'rejects';

/** What mod_auth_openidc 2.4.12.3 does in its default configuration (psc-ssi.md §3.1; the others measured here). */
const RECORDED: Readonly<Record<string, Result>> = {
  'idt.sig.bad': 'rejects',
  'idt.sig.rogue': 'rejects',
  'idt.alg.none': 'accepts',
  'idt.alg.unexpected': 'accepts',
  'idt.alg.hs256': 'rejects',
  'idt.iss.wrong': 'rejects',
  'idt.iss.slash': 'accepts',
  'idt.aud.wrong': 'rejects',
  'idt.aud.missing': 'rejects',
  'idt.aud.extra': 'accepts',
  'idt.aud.extra-azp-other': 'rejects',
  'idt.aud.extra-azp-client': 'accepts',
  'idt.azp.other': 'rejects',
  'idt.aud.array1': 'accepts',
  'idt.nonce.wrong': 'rejects',
  'idt.nonce.missing': 'rejects',
  'idt.sub.missing': 'rejects',
  'idt.iat.missing': 'rejects',
  'idt.exp.missing': 'rejects',
  'idt.exp.past': 'rejects',
  'idt.exp.past20': 'rejects',
  'idt.iat.old': 'rejects',
  'idt.iat.future1h': 'rejects',
  'idt.nbf.future': 'accepts',
  'idt.athash.bad': 'rejects',
  'idt.acr.missing': 'accepts',
  'idt.acr.lower': 'accepts',
  'idt.acr.eidas2': 'accepts',
  'idt.acr.eidas3': 'accepts',
  'idt.kid.absent': 'accepts',
  'idt.kid.absent-several': 'accepts',
  'idt.claims.extra': 'accepts',
  'jwks.rotate': 'accepts',
  'cb.state.wrong': 'rejects',
  'cb.state.missing': 'rejects',
  'cb.iss.mixup': 'rejects',
  'cb.iss.missing': 'accepts',
  'cb.code.other': 'rejects',
  'code.replay': 'rejects',
  'cb.access-denied': 'rejects',
  'cb.login-required': 'rejects',
  'cb.params.extra': 'accepts',
  'ui.sub.mismatch': 'accepts',
  'ui.refpro.missing': 'accepts',
  'ui.nameid.missing': 'accepts',
  'ui.exercices.several': 'accepts',
  'ui.claims.minimal': 'accepts',
  'ui.claims.extra': 'accepts',
  'ui.signed': 'accepts',
  'psc.userinfo.500': 'accepts',
  'psc.token.503': 'rejects',
  'token.params.extra': 'accepts',
};

const missing = missingModAuthOpenidc();

describe.skipIf(missing !== undefined)(`Apache mod_auth_openidc${skipped(missing)}`, () => {
  let bench: Awaited<ReturnType<typeof openPscBench>>;
  let party: RelyingParty;
  beforeAll(async () => {
    bench = await openPscBench();
    party = await startModAuthOpenidc(bench, [bench.psc, bench.idp]);
  });
  afterAll(async () => {
    await party.close();
    await bench.close();
  });

  /** Opens the protected page and follows to the end, through the sign-in page when there is one. */
  async function visit(start: string, browser = bench.browser()) {
    let page: BrowserPage = await browser.open(start);
    let asked = false;
    for (let hops = 0; hops < 8; hops += 1) {
      if (page.location !== undefined) page = await browser.open(new URL(page.location, page.url).href);
      else if (/<form id="(cps|signin)"/.test(page.html)) {
        asked = true;
        const id = page.html.includes('id="cps"') ? 'cps' : 'signin';
        page = await browser.send(page, id, { identity: 'ps1', means: 'CARD' });
      } else break;
    }
    return { page, asked, browser };
  }

  const target = (site: string) => `${site}/prive/page.txt`;

  test('signs in through Pro Santé Connect by its discovery URL alone', async () => {
    const { page, browser } = await visit(target(party.single));
    expect(page.html).toBe('page protégée\n');
    const info = await browser.open(`${party.single}/prive/retour?info=json`);
    const { userinfo, id_token: idToken } = JSON.parse(info.html) as Record<string, Record<string, unknown>>;
    expect([userinfo?.SubjectNameID, idToken?.SubjectNameID]).toEqual(['899790000212', '899790000212']);
    const [exchange] = bench.exchanges('authorize', { client: bench.psc.clientId });
    expect(exchange).toMatchObject({ keys: { acrValues: 'eidas1' }, tolerated: [] });
  });

  test('signs in through both providers at once, one after the other, in one site', async () => {
    const browser = bench.browser();
    const by = ({ issuer }: ProviderSheet) => {
      const query = new URLSearchParams({ iss: issuer, target_link_uri: target(party.several) });
      return visit(`${party.several}/prive/retour?${query.toString()}`, browser);
    };
    const through = async (sheet: ProviderSheet) => {
      const { page, asked } = await by(sheet);
      expect(page.html).toBe('page protégée\n');
      const info = await browser.open(`${party.several}/prive/retour?info=json`);
      const { id_token: idToken } = JSON.parse(info.html) as { id_token: Record<string, unknown> };
      return [idToken.iss, idToken[sheet.claims.nationalId ?? ''], asked];
    };
    const { psc, idp } = bench;
    expect(await through(psc)).toEqual([psc.issuer, '899790000212', true]);
    expect(await through(idp)).toEqual([idp.issuer, '99790000212', true]);
    // Back to the first: its session is still there (SSO).
    expect(await through(psc)).toEqual([psc.issuer, '899790000212', false]);
  });

  test.each(Object.entries(RECORDED))('%s: %s', async (kind, recorded) => {
    bench.fault(kind, { provider: 'psc', client: bench.psc.clientId });
    const { page, browser } = await visit(target(party.single));
    const again = await browser.open(target(party.single));
    expect(again.html === 'page protégée\n' ? 'accepts' : 'rejects').toBe(recorded);
    if (recorded === 'accepts') expect(page.html).toBe('page protégée\n');
    expect(bench.mocks.faults.list()).toEqual([]);
  });

  test('drops the values of a userinfo of another person', async () => {
    bench.fault('ui.sub.mismatch', { provider: 'psc' });
    const { browser } = await visit(target(party.single));
    const info = await browser.open(`${party.single}/prive/retour?info=json`);
    expect(JSON.parse(info.html)).not.toHaveProperty('userinfo.SubjectNameID');
  });

  test('every fault of the code flow is in the table, but the one that only takes time', () => {
    const places = ['id-token', 'callback', 'userinfo', 'token'];
    const kinds = OIDC_FAULTS.filter(({ at }) => places.includes(at)).map(({ id }) => id);
    expect(Object.keys(RECORDED).toSorted()).toEqual(kinds.filter((id) => id !== 'psc.userinfo.timeout').toSorted());
  });

  test('refuses a logout token that is not right, and obeys the right one', async () => {
    const registration = {
      clientId: bench.psc.clientId,
      secret: bench.psc.clientSecret,
      redirectUris: ['https', 'loopback'],
      backchannelLogoutUri: `${party.single}/prive/retour?logout=backchannel`,
    };
    await bench.command('psc/register-client', registration);
    const statusWith = async (kind?: string) => {
      const { browser } = await visit(target(party.single));
      const since = bench.mocks.journal.lastSeq;
      if (kind !== undefined) bench.fault(kind, { client: bench.psc.clientId });
      await bench.command('psc/kill-session', { client: bench.psc.clientId });
      const told = bench.mocks.journal.list({ since, transaction: 'backchannel-logout' }).at(-1);
      return { status: told?.keys.status, location: (await browser.open(target(party.single))).location };
    };
    const right = await statusWith();
    expect([right.status, right.location === undefined]).toEqual(['200', false]);
    for (const kind of [
      'bcl.alg-none',
      'bcl.no-event',
      'bcl.wrong-event',
      'bcl.with-nonce',
      'bcl.wrong-aud',
      'bcl.wrong-iss',
    ]) {
      expect([kind, (await statusWith(kind)).status]).toEqual([kind, '400']);
    }
  });
});
