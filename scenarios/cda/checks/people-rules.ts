import { hl7At, hl7Children, type CdaActor, type CdaDocument, type Ii } from '../../../mocks/wire/cda-document.js';
import { isValidFiness, isValidRpps, parsePsIdNat, parseStructIdNat } from '../../../mocks/wire/identifiers.js';
import { PS_IDNAT, STRUCT_IDNAT } from '../../../mocks/wire/oids.js';
import { text } from '../../harness/index.js';
import { type Breach, broken, remarked } from './breach.js';
import { cardinalities } from './header-rules.js';

/** A custodian may also be the DMP itself. */
const DMP_ROOT = '1.2.250.1.213.4.1';

/** The structure that must keep the document, by either of its FINESS. */
export interface ExpectedStructure {
  /** Geographic (EG). */
  finess: string;
  /** Legal (EJ). */
  finessEj: string;
}

/**
 * Rules about authors, custodian and legal authenticator (hl7v2-pfi-cda.md §12). A number whose key is wrong is only
 * told: the header's rules do not ask for it, and official examples have such numbers.
 */
export function peopleBreaches(document: CdaDocument, expected?: ExpectedStructure): Breach[] {
  return [
    ...document.authors.flatMap((author, index) => authorBreaches(document, author, index)),
    ...custodianBreaches(document, expected),
    ...legalAuthenticatorBreaches(document),
  ];
}

function authorBreaches({ root }: CdaDocument, author: CdaActor, index: number): Breach[] {
  const path = `author[${index + 1}]/`;
  const node = hl7Children(root, 'author')[index];
  const assigned = hl7At(node, 'assignedAuthor');
  const breaches = cardinalities(node, path, [{ name: 'time', min: 1, max: 1 }]);
  const requires = (holds: boolean, fr: string, en: string, where: string): void => {
    if (!holds) breaches.push(broken(text(fr, en), `${path}assignedAuthor/${where}`));
  };
  requires(
    author.ids.length > 0 && author.ids.every((id) => Boolean(id.extension)),
    'auteur sans identifiant complet',
    'author without a complete identifier',
    'id',
  );
  const kinds = [hl7At(assigned, 'assignedPerson'), hl7At(assigned, 'assignedAuthoringDevice')].filter(Boolean);
  requires(kinds.length < 2, 'auteur à la fois personne et dispositif', 'author both a person and a device', '');
  requires(
    author.device !== undefined || author.family !== '',
    'auteur sans nom',
    'author without a name',
    'assignedPerson/name/family',
  );
  const code = hl7At(assigned, 'code');
  requires(
    !code || Boolean(author.code?.codeSystem && author.code.displayName),
    'code de l’auteur incomplet',
    'incomplete code of the author',
    'code',
  );
  return [
    ...breaches,
    ...wrongNumbers(author.ids, `${path}assignedAuthor/id/@extension`),
    ...organizationBreaches(author, `${path}assignedAuthor/representedOrganization/`),
  ];
}

function organizationBreaches({ organization }: CdaActor, path: string): Breach[] {
  if (!organization) return [];
  const national = organization.ids.filter((id) => id.root === STRUCT_IDNAT);
  const breaches = wrongNumbers(organization.ids, `${path}id/@extension`);
  if (national.length > 1)
    breaches.push(
      broken(
        text('plusieurs identifiants nationaux de structure', 'several national identifiers of the structure'),
        `${path}id`,
      ),
    );
  return breaches;
}

function custodianBreaches({ custodian }: CdaDocument, expected: ExpectedStructure | undefined): Breach[] {
  const path = 'custodian/assignedCustodian/representedCustodianOrganization/';
  const [id, ...others] = custodian.ids;
  if (!id || others.length > 0)
    return [
      broken(
        text(
          `${custodian.ids.length} identifiants du conservateur au lieu d’un`,
          `${custodian.ids.length} identifiers of the custodian instead of one`,
        ),
        `${path}id`,
      ),
    ];
  if (id.root !== STRUCT_IDNAT && !id.root.startsWith(DMP_ROOT)) {
    return [
      broken(
        text(`identifiant du conservateur sous ${id.root}`, `identifier of the custodian under ${id.root}`),
        `${path}id/@root`,
      ),
    ];
  }
  if (id.root !== STRUCT_IDNAT) return [];
  const { value } = parseStructIdNat(id.extension ?? '');
  if (expected && value !== expected.finess && value !== expected.finessEj) {
    const wanted = `${expected.finess} (EG) ou ${expected.finessEj} (EJ)`;
    return [
      broken(
        text(
          `FINESS du conservateur « ${value} » au lieu de ${wanted}`,
          `FINESS of the custodian "${value}" instead of ${wanted.replace(' ou ', ' or ')}`,
        ),
        `${path}id/@extension`,
      ),
    ];
  }
  return wrongNumbers([id], `${path}id/@extension`);
}

function legalAuthenticatorBreaches({ root, legalAuthenticator }: CdaDocument): Breach[] {
  const path = 'legalAuthenticator/';
  const node = hl7At(root, 'legalAuthenticator');
  const breaches = cardinalities(node, path, [{ name: 'time', min: 1, max: 1 }]);
  const requires = (holds: boolean, fr: string, en: string, where: string): void => {
    if (!holds) breaches.push(broken(text(fr, en), `${path}${where}`));
  };
  const signed = hl7At(node, 'signatureCode')?.attributes['code'];
  requires(
    signed === 'S',
    `signatureCode « ${signed ?? ''} » au lieu de S`,
    `signatureCode "${signed ?? ''}" instead of S`,
    'signatureCode/@code',
  );
  const ids = legalAuthenticator?.ids ?? [];
  requires(
    ids.length === 1 && Boolean(ids[0]?.extension),
    'responsable légal sans identifiant complet',
    'legal authenticator without a complete identifier',
    'assignedEntity/id',
  );
  return [...breaches, ...wrongNumbers(ids, `${path}assignedEntity/id/@extension`)];
}

/** National identifiers whose key is wrong: RPPS of professionals, FINESS of structures. */
function wrongNumbers(ids: readonly Ii[], where: string): Breach[] {
  return ids.flatMap(({ root, extension = '' }) => {
    if (root === PS_IDNAT) {
      const { kind, value } = parsePsIdNat(extension);
      if (kind === undefined)
        return [broken(text(`« ${extension} » n’est pas un PS_IdNat`, `"${extension}" is no PS_IdNat`), where)];
      if (kind === 'RPPS' && !isValidRpps(value))
        return [remarked(text(`RPPS « ${value} » : clé fausse`, `RPPS "${value}": wrong key`), where)];
    }
    if (root === STRUCT_IDNAT) {
      const { kind, value } = parseStructIdNat(extension);
      // SIREN, SIRET and offices have their own keys; only FINESS numbers are known well enough.
      if (kind === 'FINESS' && !isValidFiness(value))
        return [
          remarked(
            text(`FINESS « ${value} » : 9 chiffres et une clé juste`, `FINESS "${value}": 9 digits and a right key`),
            where,
          ),
        ];
      if (extension === '') return [broken(text('identifiant de structure vide', 'empty structure identifier'), where)];
    }
    return [];
  });
}
