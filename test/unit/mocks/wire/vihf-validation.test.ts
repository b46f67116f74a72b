import { beforeAll, describe, expect, test } from 'vitest';
import { sitesOf } from '../../../../fixtures/certificate-structures.js';
import type { CertificateName } from '../../../../mocks/core/pki.js';
import { type BenchPki, loadOrCreatePki } from '../../../../mocks/igc/pki.js';
import { isSameDn } from '../../../../mocks/wire/distinguished-name.js';
import { readEnvelope } from '../../../../mocks/wire/soap.js';
import { buildVihf, type VihfClaims } from '../../../../mocks/wire/vihf-build.js';
import { isCertain } from '../../../../mocks/wire/vihf-problem.js';
import { DEFAULT_VIHF_PROFILE, type VihfContext } from '../../../../mocks/wire/vihf-profile.js';
import { verifyVihf } from '../../../../mocks/wire/vihf-signature.js';
import { judgeVihf, type VihfJudgement } from '../../../../mocks/wire/vihf-validation.js';
import { readVihf } from '../../../../mocks/wire/vihf.js';
import { readXml } from '../../../../mocks/wire/xml.js';
import { because, NO_SAMPLES, sample } from './samples.js';
import { airClaims, inEnvelope, signUnusually } from './vihf-messages.js';

const INS = '299019999999929^^^&1.2.250.1.213.1.4.10&ISO^NH';
const OTHER = '158039999990184^^^&1.2.250.1.213.1.4.10&ISO^NH';
const G15 = '1.2.250.1.71.1.2.7';
const R01 = '1.2.250.1.71.4.2.5';
const G05 = '1.2.250.1.71.4.2.6';

let pki: BenchPki;
beforeAll(async () => {
  pki = await loadOrCreatePki({ publicHosts: [] });
});

interface How {
  claims?: Partial<VihfClaims>;
  /** Changes the assertion before it is signed. */
  write?: (xml: string) => string;
  context?: Partial<VihfContext>;
  certificate?: CertificateName;
}

function judge({ claims = {}, write = (xml) => xml, context = {}, certificate = 'sign' }: How = {}): VihfJudgement {
  const signer = pki.certificates[certificate];
  const message = inEnvelope(signUnusually(write(buildVihf(airClaims(signer, claims))), signer));
  const { assertion } = readEnvelope(message);
  if (!assertion) throw new Error('no assertion');
  const trust = { anchorsPem: pki.caPem, isRevoked: pki.isRevoked, at: new Date() };
  return judgeVihf(readVihf(assertion), verifyVihf(message, trust), {
    profile: DEFAULT_VIHF_PROFILE,
    aboutPatient: true,
    structuresOf: sitesOf,
    ...context,
  });
}

/** `severity confidence rule` of what is told, whatever it is about. */
function told(how: How = {}): string[] {
  const { signature, attributes, patient } = judge(how);
  return [...signature, ...attributes, ...patient].map((one) => `${one.severity} ${one.confidence} ${one.rule}`);
}

const without = (name: string) => (xml: string) =>
  xml.replace(new RegExp(`<saml2:Attribute Name="${name}">.*?</saml2:Attribute>`), '');
const role = (code: string, scheme: string): { code: string; scheme: string; label: string } => ({
  code,
  scheme,
  label: 'x',
});

describe('a conform VIHF: nothing is told', () => {
  test.each<[string, How]>([
    ['AIR', {}],
    ['AIR, patient of the message', { context: { messagePatient: INS } }],
    ['the patient’s effective date does not count', { context: { messagePatient: `${INS}^^20200101` } }],
    ['simplified AIR', { claims: { authnContextDecl: 'CONF_EXI_PGSSIS' } }],
    ['VIHF_Version 4.0', { claims: { vihfVersion: '4.0' } }],
    [
      'Authentification_Mode, the other spelling',
      { write: (xml) => xml.replace('Authentification_mode', 'Authentification_Mode') },
    ],
    [
      'no patient where none is concerned',
      { write: without('urn:oasis:names:tc:xacml:2.0:resource:resource-id'), context: { aboutPatient: false } },
    ],
    ['a patient where none is concerned, as the official TD0.4 has', { context: { aboutPatient: false } }],
    ['a pharmacist and their section', { claims: { roles: [role('21', G15), role('A', G05)] } }],
    ['a midwife, without speciality', { claims: { roles: [role('50', G15)] } }],
    [
      'break the glass with its reason',
      {
        claims: {
          purposeOfUse: { code: 'bris_de_glace', scheme: '1.2.250.1.213.1.1.4.248', label: '' },
          accessReason: 'Urgence',
        },
      },
    ],
    [
      'the secret connection of a minor',
      { claims: { confidentialityCode: 'INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13' } },
    ],
    [
      'the other published OID of purposes',
      { claims: { purposeOfUse: { code: 'normal', scheme: '1.2.250.1.213.1.1.4.336', label: '' } } },
    ],
    ['the legal entity itself', { claims: { structureId: '1750991010' } }],
    ['no xsi:type on values', { write: (xml) => xml.replaceAll(' xsi:type="xs:string"', '') }],
  ])('%s', (_name, how) => {
    expect(told(how)).toEqual([]);
  });

  test('INDIRECTE: no Decl, an internal identifier under the structure', () => {
    const claims = { authenticationMode: 'INDIRECTE', nameId: '3750990012/agent1' } as const;
    const write = (xml: string) => xml.replace(/<saml2:AuthnContextDecl>.*?<\/saml2:AuthnContextDecl>/, '');
    expect(told({ claims, write })).toEqual([]);
  });

  test('DIRECTE: a card, no subject-id, Issuer in the order of the certificate or the reverse', () => {
    const issuer = pki.certificates.cpsSign1.subject;
    const write = (xml: string) =>
      without('urn:oasis:names:tc:xspa:1.0:subject:subject-id')(xml).replace(/<saml2:AuthnContextDecl>.*?Decl>/, '');
    for (const dn of [issuer, issuer.split(',').toReversed().join(', ')]) {
      const claims = { authenticationMode: 'DIRECTE', issuer: dn } as const;
      expect(told({ claims, write, certificate: 'cpsSign1' })).toEqual([]);
    }
  });
});

describe('each rule of the guide that is broken is named', () => {
  test.each<[string, How]>([
    ['vihf.saml-version', { write: (xml) => xml.replace('Version="2.0"', 'Version="1.1"') }],
    ['vihf.id', { claims: { id: '1a' } }],
    [
      'vihf.issue-instant',
      { write: (xml) => xml.replace(/IssueInstant="[^"]*"/, 'IssueInstant="2026-11-21T08:15:30+01:00"') },
    ],
    ['vihf.issuer', { claims: { issuer: 'CN=AUTRE,OU=1750991010,O=X,C=FR' } }],
    ['vihf.issuer', { claims: { issuer: '' } }],
    ['vihf.issuer.format', { write: (xml) => xml.replace(/ Format="[^"]*"/, '') }],
    ['vihf.authn-instant', { write: (xml) => xml.replace(/AuthnInstant="[^"]*"/, '') }],
    ['vihf.authn-context', { claims: { authnContextClassRef: 'PasswordProtectedTransport' } }],
    ['vihf.name-id', { claims: { nameId: '3750990012/DPI' } }],
    ['vihf.name-id', { claims: { nameId: '' } }],
    ['vihf.name-id', { claims: { nameId: '810999999907' } }],
    ['vihf.subject-id', { write: without('urn:oasis:names:tc:xspa:1.0:subject:subject-id') }],
    ['vihf.structure', { claims: { structureId: '750990012' } }],
    ['vihf.structure', { write: without('Identifiant_Structure') }],
    ['vihf.structure.certificate', { claims: { structureId: '1750990038' } }],
    ['vihf.sector', { claims: { sector: 'SA01' } }],
    ['vihf.role', { claims: { roles: [] } }],
    ['vihf.role', { claims: { roles: [role('10', R01), role('SM26', R01)] } }],
    ['vihf.role.speciality', { claims: { roles: [role('10', G15)] } }],
    ['vihf.role.speciality', { claims: { roles: [role('10', G15), role('A', G05)] } }],
    ['vihf.role.speciality', { claims: { roles: [role('21', G15)] } }],
    ['vihf.role.speciality', { claims: { roles: [role('60', G15), role('SM26', R01)] } }],
    ['vihf.role.count', { claims: { roles: [role('10', G15), role('SM26', R01), role('SM54', R01)] } }],
    ['vihf.version', { write: without('VIHF_Version') }],
    ['vihf.resource-id', { write: without('urn:oasis:names:tc:xacml:2.0:resource:resource-id') }],
    ['vihf.resource-id', { claims: { resourceId: '299019999999929' } }],
    ['vihf.resource-id', { claims: { resourceId: '123^^^&1.2.250.1.999&ISO^PI' } }],
    ['vihf.patient', { context: { messagePatient: OTHER } }],
    ['vihf.resource-urn', { write: (xml) => xml.replace('urn:dmp', 'urn:mss') }],
    ['vihf.purpose', { claims: { purposeOfUse: { code: 'curieux', scheme: '1.2.250.1.213.1.1.4.248', label: '' } } }],
    [
      'vihf.access-reason',
      { claims: { purposeOfUse: { code: 'bris_de_glace', scheme: '1.2.250.1.213.1.1.4.248', label: '' } } },
    ],
    ['vihf.secret-connection', { claims: { confidentialityCode: 'MASQUE_PS^1.2.250.1.213.1.1.4.13' } }],
    ['vihf.lps', { claims: { lpsVersion: '' } }],
    ['vihf.lps', { write: without('LPS_ID_HOMOLOGATION_DMP') }],
  ])('%s: %j', (rule, how) => {
    expect(told(how)).toEqual([`error stated ${rule}`]);
  });

  test('an unknown mode is named, with what then no longer applies to AIR', () => {
    const claims = { authenticationMode: 'FORTE' as VihfClaims['authenticationMode'] };
    expect(told({ claims })).toEqual(['error stated vihf.authn-decl', 'error stated vihf.mode']);
  });

  test('a problem says where, what came and where the rule is written', () => {
    const [problem] = judge({ claims: { sector: 'SA01' } }).attributes;
    expect(problem).toMatchObject({
      received: 'SA01',
      expected: 'SA01^1.2.250.1.71.4.2.4',
      locator: '//saml2:Attribute[@Name="Secteur_Activite"]',
      source: 'Package DMP, exemples de jeton VIHF (dmp.md §5.1)',
      message: {
        fr: 'Secteur_Activite absent ou mal formé',
        en: 'Secteur_Activite missing or malformed',
      },
    });
  });
});

describe('what the sources do not settle never is a certain error', () => {
  test.each<[string, How]>([
    [
      'warning unconfirmed vihf.purpose',
      { claims: { purposeOfUse: { code: 'centre_15', scheme: '1.2.250.1.213.1.1.4.248', label: '' } } },
    ],
    [
      'error unconfirmed vihf.purpose.scheme',
      { claims: { purposeOfUse: { code: 'normal', scheme: '1.2.3', label: '' } } },
    ],
    ['error unconfirmed vihf.version', { claims: { vihfVersion: '5.0' } }],
    ['error inferred vihf.authn-decl', { write: (xml) => xml.replace(/<saml2:AuthnContextDecl>.*?Decl>/, '') }],
    [
      'error inferred vihf.repeated',
      { write: (xml) => xml.replace(/(<saml2:Attribute Name="LPS_Nom">.*?<\/saml2:Attribute>)/, '$1$1') },
    ],
    ['error inferred vihf.issue-instant.future', { context: { at: new Date('2026-11-21T08:00:00Z') } }],
    ['warning inferred vihf.issue-instant.old', { context: { at: new Date('2026-11-21T20:00:00Z') } }],
    ['warning inferred vihf.certificate.usage', { certificate: 'authCli' }],
  ])('%s', (expected, how) => {
    expect(told(how)).toEqual([expected]);
    expect(judge(how).attributes.some(isCertain)).toBe(false);
  });

  test('versions, skew and age come from the profile', () => {
    const profile = {
      ...DEFAULT_VIHF_PROFILE,
      versions: ['4.0'],
      clockSkewSeconds: 3600,
      maxAgeSeconds: 86_400,
      minorsManaged: false,
    };
    const at = new Date('2026-11-21T08:00:00Z');
    expect(told({ context: { profile, at } })).toEqual(['error unconfirmed vihf.version']);
    const claims = { vihfVersion: '4.0', confidentialityCode: 'INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13' };
    expect(told({ claims, context: { profile, at } })).toEqual(['error stated vihf.secret-connection']);
  });
});

describe('the card', () => {
  test('signed with its authentication certificate: certainly refused, as the DMP was seen to', () => {
    const write = (xml: string) => xml.replace(/<saml2:AuthnContextDecl>.*?Decl>/, '');
    const claims = { authenticationMode: 'DIRECTE' } as const;
    expect(told({ claims, write, certificate: 'cpsAuth1' })).toEqual(['error tried vihf.certificate.usage']);
  });
});

describe('distinguished names', () => {
  test.each([
    ['CN=A,OU=B,C=FR', 'C=FR, OU=B, CN=A'],
    ['CN=8+2.5.4.4=#14045452414c+2.5.4.42=#14064144454d4953,C=FR', 'C=FR,SN=TRAL+GN=ADEMIS+CN=8'],
    ['CN=H\\C3\\B4pital\\, Nord,C=FR', 'CN="Hôpital, Nord",C=FR'],
    ['OID.2.5.4.3=A;C=fr', 'cn=a,C=FR'],
  ])('%s and %s are the same', (a, b) => {
    expect(isSameDn(a, b)).toBe(true);
  });

  test.each([
    ['CN=A,C=FR', 'CN=A,O=X,C=FR'],
    ['CN=A,OU=B', 'CN=B,OU=A'],
    ['CN=A,CN=A', 'CN=A'],
    ['CN=A\\,C=FR', 'CN=A,C=FR'],
    ['', ''],
    ['no name', 'no name'],
  ])('%s and %s differ', (a, b) => {
    expect(isSameDn(a, b)).toBe(false);
  });
});

describe.skipIf(NO_SAMPLES !== undefined)(because('official samples'), () => {
  const attributesOf = (vihf: ReturnType<typeof readVihf>, message: Buffer): string[] => {
    const trust = { anchorsPem: pki.caPem, isRevoked: () => false, at: new Date() };
    const context = { profile: DEFAULT_VIHF_PROFILE, aboutPatient: true };
    return judgeVihf(vihf, verifyVihf(message, trust), context).attributes.map(({ rule }) => rule);
  };

  test.each(['VIHF_INDIRECTE_signe.xml', 'VIHF_INDIRECTE_RENFORCEE_signe.xml'])('%s: every attribute holds', (name) => {
    expect(attributesOf(readVihf(readXml(sample(name))), sample(name))).toEqual([]);
  });

  test.each(['TD0.2-requete.xml', 'TD0.4-requete.xml', 'TD3.1-requete.xml', 'TD3.2-requete.xml', 'TD3.3c-requete.xml'])(
    '%s: every attribute of its unsigned assertion holds',
    (name) => {
      const { assertion } = readEnvelope(sample(name));
      expect(assertion && attributesOf(readVihf(assertion), sample(name))).toEqual([]);
    },
  );
});
