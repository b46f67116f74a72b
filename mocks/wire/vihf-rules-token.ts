import { isSameDn } from './distinguished-name.js';
import type { SignerCertificate } from './signer-certificate.js';
import type { Vihf } from './vihf.js';
import { type VihfProblem, vihfProblem, VIHF_SOURCES } from './vihf-problem.js';
import type { VihfContext } from './vihf-profile.js';

const ASSERTION = '//saml2:Assertion';
const ISSUER = `${ASSERTION}/saml2:Issuer`;
const AUTHN = `${ASSERTION}/saml2:AuthnStatement`;
const X509_SUBJECT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName';
const CLASSES = 'urn:oasis:names:tc:SAML:2.0:ac:classes:';
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** The assertion itself: version, ID, dates, issuer, how the user authenticated (dmp.md §5.1). */
export function tokenProblems(
  vihf: Vihf,
  certificate: SignerCertificate | undefined,
  context: VihfContext,
): VihfProblem[] {
  return [
    ...headProblems(vihf),
    ...instantProblems(vihf, context),
    ...issuerProblems(vihf, certificate),
    ...authnProblems(vihf),
  ];
}

function headProblems({ samlVersion, id }: Vihf): VihfProblem[] {
  const problems: VihfProblem[] = [];
  if (samlVersion !== '2.0') {
    problems.push(
      vihfProblem(
        'vihf.saml-version',
        { fr: 'version SAML', en: 'SAML version' },
        { expected: '2.0', received: samlVersion, locator: `${ASSERTION}/@Version` },
      ),
    );
  }
  // xs:ID: an identifier that starts with a digit, as a bare UUID may, is none.
  if (!/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(id)) {
    problems.push(
      vihfProblem(
        'vihf.id',
        { fr: 'ID absent, ou qui n’est pas un nom XML', en: 'ID missing, or no XML name' },
        { received: id, locator: `${ASSERTION}/@ID` },
      ),
    );
  }
  return problems;
}

function instantProblems({ issueInstant }: Vihf, { at, profile }: VihfContext): VihfProblem[] {
  const locator = `${ASSERTION}/@IssueInstant`;
  const received = issueInstant;
  if (!isUtc(issueInstant)) {
    const message = { fr: 'IssueInstant n’est pas une date UTC', en: 'IssueInstant is no UTC date' };
    return [vihfProblem('vihf.issue-instant', message, { expected: 'AAAA-MM-JJThh:mm:ssZ', received, locator })];
  }
  if (!at) return [];
  const age = (at.getTime() - new Date(issueInstant).getTime()) / 1000;
  const details = { received, expected: at.toISOString(), locator, confidence: 'inferred' } as const;
  if (age < -profile.clockSkewSeconds) {
    const message = { fr: 'IssueInstant est dans le futur', en: 'IssueInstant is in the future' };
    return [vihfProblem('vihf.issue-instant.future', message, details)];
  }
  if (age <= profile.maxAgeSeconds) return [];
  const message = { fr: 'VIHF émis il y a longtemps', en: 'VIHF issued long ago' };
  return [vihfProblem('vihf.issue-instant.old', message, { ...details, severity: 'warning' })];
}

function issuerProblems({ issuer, issuerFormat }: Vihf, certificate: SignerCertificate | undefined): VihfProblem[] {
  const problems: VihfProblem[] = [];
  if (issuerFormat !== X509_SUBJECT) {
    problems.push(
      vihfProblem(
        'vihf.issuer.format',
        { fr: 'Format de Issuer', en: 'Format of Issuer' },
        { expected: X509_SUBJECT, received: issuerFormat ?? '', locator: `${ISSUER}/@Format` },
      ),
    );
  }
  const expected = certificate?.subject;
  if (issuer === '' || (expected !== undefined && !isSameDn(issuer, expected))) {
    problems.push(
      vihfProblem(
        'vihf.issuer',
        {
          fr: 'Issuer n’est pas le sujet du certificat de signature',
          en: 'Issuer is not the subject of the signing certificate',
        },
        { ...(expected === undefined ? {} : { expected }), received: issuer, locator: ISSUER },
      ),
    );
  }
  return problems;
}

function authnProblems({ authnInstant = '', authnContextClassRef, authnContextDecl, ...vihf }: Vihf): VihfProblem[] {
  const problems: VihfProblem[] = [];
  if (!isUtc(authnInstant)) {
    problems.push(
      vihfProblem(
        'vihf.authn-instant',
        { fr: 'AuthnInstant n’est pas une date UTC', en: 'AuthnInstant is no UTC date' },
        { expected: 'AAAA-MM-JJThh:mm:ssZ', received: authnInstant, locator: `${AUTHN}/@AuthnInstant` },
      ),
    );
  }
  const context = `${AUTHN}/saml2:AuthnContext`;
  if (!authnContextClassRef.startsWith(CLASSES)) {
    problems.push(
      vihfProblem(
        'vihf.authn-context',
        {
          fr: 'mode d’authentification locale absent ou inconnu',
          en: 'local authentication missing or unknown',
        },
        {
          expected: `${CLASSES}…`,
          received: authnContextClassRef,
          locator: `${context}/saml2:AuthnContextClassRef`,
          source: 'EX_0.1-1020 (dmp.md §5.1)',
        },
      ),
    );
  }
  const air = vihf.authenticationMode === 'INDIRECTE_RENFORCEE';
  const locator = `${context}/saml2:AuthnContextDecl`;
  if (air && !authnContextDecl) {
    const message = { fr: 'AuthnContextDecl absent en AIR', en: 'AuthnContextDecl missing in AIR' };
    // The simplified AIR requires CONF_EXI_PGSSIS; for the other AIR only examples show the element.
    const details = { locator, confidence: 'inferred', source: 'EX_AIR-050 (dmp.md §5.1)' } as const;
    problems.push(vihfProblem('vihf.authn-decl', message, details));
  } else if (!air && authnContextDecl !== undefined) {
    const message = { fr: 'AuthnContextDecl n’existe qu’en AIR', en: 'AuthnContextDecl only exists in AIR' };
    problems.push(
      vihfProblem('vihf.authn-decl', message, { received: authnContextDecl, locator, source: VIHF_SOURCES.guide }),
    );
  }
  return problems;
}

function isUtc(instant: string): boolean {
  return UTC.test(instant) && !Number.isNaN(Date.parse(instant));
}
