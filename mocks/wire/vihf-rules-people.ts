import { isNationalPersonId } from './identifiers.js';
import {
  ACTIVITY_SECTORS,
  OTHER_ACTORS_A00,
  PHARMACIST_SECTIONS_G05,
  PROFESSIONS_G15,
  SPECIALTIES_R01,
} from './oids.js';
import type { SignerCertificate } from './signer-certificate.js';
import { type Vihf, VIHF_ATTRIBUTES } from './vihf.js';
import { type VihfProblem, vihfProblem, VIHF_SOURCES } from './vihf-problem.js';
import type { VihfContext } from './vihf-profile.js';

const NAME_ID = '//saml2:Assertion/saml2:Subject/saml2:NameID';
/** Struct_IdNat by its first digit; `10B…` stands in test certificates (dmp.md §5.1). */
const STRUCTURE = /^(0\d{8,9}|1\d{9}|12[AB]\d{7}|10B\d{7}|2\d{9}|3\d{14}|4\d{11}\d{2,3})$/;
/** National, or structure and internal id; the first digit says which (dmp.md §12.4). */
const PERSON = /^(8\d{11}|0[0-9A-Z]{9}|[13456][0-9A-Z]+\/\S+)$/;
/** Professions that must give a second role, and from which list (dmp.md §§5.1, 5.3). */
const SECOND_ROLE: Readonly<Record<string, string>> = { '10': SPECIALTIES_R01, '21': PHARMACIST_SECTIONS_G05 };

/** Who asks, and for which structure (dmp.md §5.1). */
export function peopleProblems(
  vihf: Vihf,
  certificate: SignerCertificate | undefined,
  context: VihfContext,
): VihfProblem[] {
  return [
    ...nameIdProblems(vihf),
    ...subjectProblems(vihf),
    ...structureProblems(vihf, certificate, context),
    ...sectorProblems(vihf),
    ...roleProblems(vihf),
  ];
}

/** XPath of an attribute of the VIHF. */
export function attributePath(name: keyof typeof VIHF_ATTRIBUTES): string {
  return `//saml2:Attribute[@Name="${VIHF_ATTRIBUTES[name]}"]`;
}

function nameIdProblems({ nameId, authenticationMode }: Vihf): VihfProblem[] {
  const details = { received: nameId, locator: NAME_ID };
  if (authenticationMode === 'INDIRECTE_RENFORCEE' && !isNationalPersonId(nameId)) {
    const message = {
      fr: 'en AIR, NameID est l’identifiant national d’une personne',
      en: 'in AIR, NameID is the national identifier of a person',
    };
    const rule = { ...details, expected: '8 + RPPS, 0 + ADELI', source: 'REM DMP/AIRS.06' };
    return [vihfProblem('vihf.name-id', message, rule)];
  }
  if (PERSON.test(nameId)) return [];
  const message = { fr: 'NameID absent ou mal formé', en: 'NameID missing or malformed' };
  return [vihfProblem('vihf.name-id', message, { ...details, expected: 'PS_IdNat' })];
}

function subjectProblems({ subjectId = '', authenticationMode }: Vihf): VihfProblem[] {
  if (authenticationMode === 'DIRECTE' || subjectId !== '') return [];
  const message = {
    fr: 'subject-id (NOM Prénom) absent en mode indirect',
    en: 'subject-id (NAME Given) missing in indirect mode',
  };
  return [vihfProblem('vihf.subject-id', message, { received: subjectId, locator: attributePath('subjectId') })];
}

function structureProblems(
  { structureId = '', authenticationMode }: Vihf,
  certificate: SignerCertificate | undefined,
  { structuresOf }: VihfContext,
): VihfProblem[] {
  const details = { received: structureId, locator: attributePath('structureId') };
  if (!STRUCTURE.test(structureId)) {
    const message = {
      fr: 'Identifiant_Structure absent ou mal formé',
      en: 'Identifiant_Structure missing or malformed',
    };
    return [vihfProblem('vihf.structure', message, { ...details, expected: 'Struct_IdNat' })];
  }
  const owner = certificate?.structure;
  // The card's structures are in the card; without the list of sites two FINESS may be a legal entity and its site.
  if (authenticationMode === 'DIRECTE' || owner === undefined || structuresOf === undefined) return [];
  const allowed = [owner, ...structuresOf(owner)];
  if (allowed.includes(structureId)) return [];
  const message = {
    fr: 'Identifiant_Structure n’est pas une structure du certificat',
    en: 'Identifiant_Structure is no structure of the certificate',
  };
  const rule = { ...details, expected: allowed.join(', '), source: VIHF_SOURCES.refusals };
  return [vihfProblem('vihf.structure.certificate', message, rule)];
}

function sectorProblems({ sector = '' }: Vihf): VihfProblem[] {
  if (new RegExp(`^SA\\d\\d\\^${ACTIVITY_SECTORS.replaceAll('.', '\\.')}$`).test(sector)) return [];
  const message = { fr: 'Secteur_Activite absent ou mal formé', en: 'Secteur_Activite missing or malformed' };
  const details = { expected: `SA01^${ACTIVITY_SECTORS}`, received: sector, locator: attributePath('sector') };
  return [vihfProblem('vihf.sector', message, details)];
}

function roleProblems({ roles, authenticationMode }: Vihf): VihfProblem[] {
  const [profession, second] = roles;
  const locator = `${attributePath('role')}/saml2:AttributeValue`;
  const received = roles.map(({ code, scheme }) => `${code}^${scheme}`).join(', ');
  const automates = authenticationMode === 'INDIRECTE' ? [OTHER_ACTORS_A00] : [];
  const schemes = [PROFESSIONS_G15, ...automates];
  if (!profession || profession.code === '' || !schemes.includes(profession.scheme)) {
    const message = { fr: 'premier rôle : une profession (TRE_G15)', en: 'first role: a profession (TRE_G15)' };
    return [vihfProblem('vihf.role', message, { expected: schemes.join(', '), received, locator: `${locator}[1]` })];
  }
  const wanted = profession.scheme === PROFESSIONS_G15 ? SECOND_ROLE[profession.code] : undefined;
  if (wanted !== undefined && (second?.scheme !== wanted || second.code === '')) {
    const message = {
      fr: 'second rôle absent ou d’une autre nomenclature (savoir-faire du médecin, section du pharmacien)',
      en: 'second role missing or of another list (physician’s speciality, pharmacist’s section)',
    };
    const details = { expected: wanted, received, locator: `${locator}[2]`, source: VIHF_SOURCES.refusals };
    return [vihfProblem('vihf.role.speciality', message, details)];
  }
  if (wanted === undefined && second && [SPECIALTIES_R01, PHARMACIST_SECTIONS_G05].includes(second.scheme)) {
    const message = {
      fr: 'spécialité ou section pour une profession qui n’en a pas',
      en: 'speciality or section for a profession that has none',
    };
    return [vihfProblem('vihf.role.speciality', message, { received, locator: `${locator}[2]` })];
  }
  if (roles.length <= 2) return [];
  const message = { fr: 'plus de deux rôles', en: 'more than two roles' };
  return [vihfProblem('vihf.role.count', message, { expected: '1..2', received, locator })];
}
