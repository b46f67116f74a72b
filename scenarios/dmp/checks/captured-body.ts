import { RESPONSE_STATUS, type RegistryError } from '../../../mocks/wire/registry-errors.js';
import type { DocumentRequest } from '../../../mocks/wire/retrieve-document-set.js';
import type { AdhocQuery } from '../../../mocks/wire/stored-query.js';
import type { XmlNodeData } from '../../../mocks/wire/xml.js';
import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  type Text,
  type TextOrData,
  text,
  verify,
  warn,
} from '../../harness/index.js';
import { SEMICOLON } from './wording.js';

const BODY: CheckDeclaration = {
  id: 'dmp.soap.body',
  title: text('Le corps est celui de sa transaction, complet', 'The body is that of its transaction, complete'),
  rule: { reference: 'GI DMP ; IHE ITI TF-2 (dmp.md §§6 à 10)', confidence: 'stated' },
};

/** What reading a body said. */
export interface BodyReading {
  /** What it is: `AdhocQueryRequest FindDocuments`. */
  summary: TextOrData;
  /** What breaks the rules of the transaction. */
  problems?: readonly TextOrData[];
  /** What is read although the specification says otherwise. */
  warnings?: readonly TextOrData[];
}

/** The finding of a body read. */
export function bodyFinding({ summary, problems = [], warnings = [] }: BodyReading): Finding {
  const details = {
    expected: text('un corps lisible, sans manque', 'a readable body, nothing missing'),
    received: joinTexts([summary, ...problems, ...warnings], SEMICOLON),
    locator: 'soap:Body/*',
  };
  const holds = problems.length === 0;
  return holds && warnings.length > 0 ? warn(BODY, details) : verify(BODY, holds, details);
}

/** ITI-18: parameters missing, repeated or badly written are problems, dialects warnings (dmp.md §7.1). */
export function queryReading({ query, queryId, problems, tolerated }: AdhocQuery): BodyReading {
  return {
    summary: `AdhocQueryRequest ${query ?? queryId}`,
    problems: problems.map(({ detail }) => detail),
    warnings: tolerated,
  };
}

/** ITI-43: each document asked for names its repository and itself (dmp.md §8). */
export function retrieveReading(requests: readonly DocumentRequest[]): BodyReading {
  const problems = requests.flatMap(({ repositoryUniqueId, documentUniqueId }, index): Text[] => {
    const where = `DocumentRequest[${index + 1}]`;
    return [
      ...(repositoryUniqueId === ''
        ? [text(`${where} sans RepositoryUniqueId`, `${where} without RepositoryUniqueId`)]
        : []),
      ...(documentUniqueId === '' ? [text(`${where} sans DocumentUniqueId`, `${where} without DocumentUniqueId`)] : []),
    ];
  });
  return { summary: `RetrieveDocumentSetRequest (${requests.length})`, problems };
}

/** An answer of the registry or the repository; a failure it tells is a warning: it is no fault of its form. */
export function registryReading(name: string, status: string, errors: readonly RegistryError[]): BodyReading {
  const known = Object.values<string>(RESPONSE_STATUS).includes(status);
  const told = errors.map(({ code, context }) => `${code} « ${context} »`);
  const failed = known && status !== RESPONSE_STATUS.success;
  return {
    summary: `${name} ${status.replace(/^.*:/, '')}`,
    problems: known ? [] : [text(`statut « ${status} » inconnu`, `unknown status "${status}"`)],
    warnings: failed && told.length === 0 ? [text('échec sans erreur', 'failure without an error')] : told,
  };
}

/**
 * Attributes rim.xsd requires and official samples leave out: `classifiedObject`, `registryObject`. Always a warning:
 * nobody refuses for it (dmp.md §1.1).
 */
export function rimWarnings(body: XmlNodeData): Text[] {
  const missing = new Map<string, number>();
  const visit = (node: XmlNodeData): void => {
    const attribute = REQUIRED_BY_RIM[node.local];
    if (attribute !== undefined && !node.attributes[attribute]) {
      const key = `${node.local}/@${attribute}`;
      missing.set(key, (missing.get(key) ?? 0) + 1);
    }
    node.children.forEach(visit);
  };
  visit(body);
  return [...missing].map(([key, count]) =>
    text(`${key} absent ${count} fois (rim.xsd)`, `${key} missing ${count} times (rim.xsd)`),
  );
}

const REQUIRED_BY_RIM: Readonly<Record<string, string>> = {
  Classification: 'classifiedObject',
  ExternalIdentifier: 'registryObject',
};
