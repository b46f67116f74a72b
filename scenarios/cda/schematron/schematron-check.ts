import { type Document, parseXmlDocument } from 'slimdom';
import {
  type CheckDeclaration,
  fail,
  type Finding,
  notObserved,
  pass,
  review,
  text,
  warn,
} from '../../harness/index.js';
import { type CiSisFolder, fileInside } from '../ci-sis-folder.js';
import { readSchema } from './schema-reading.js';
import { runSchematron, type SchematronResult } from './schematron-run.js';

const SCHEMATRON: CheckDeclaration = {
  id: 'cda.schematron',
  title: text('Le CDA respecte les schématrons du CI-SIS', 'The CDA respects the schematrons of the CI-SIS'),
  rule: { reference: 'CI-SIS, schématrons de TestContenuCDA', confidence: 'stated' },
};

/** "Structuration minimale", asked of every document. */
const MINIMAL = 'schematrons/profils/structurationMinimale/ASIP-STRUCT-MIN-StrucMin.sch';

/** A reader wants the first ones; a document of a wrong model may break hundreds. */
const TOLD = 20;

/**
 * Runs the schematrons the document names (`<?oxygen SCHSchema?>`) and StrucMin, one finding each. What could not run
 * is told (`review`, `not-observed`), never counted as held. `xml` must have been read strictly before.
 */
export function checkSchematrons(xml: string, folder: CiSisFolder): Finding[] {
  const document = parseXmlDocument(xml.replace(/^\uFEFF/, ''));
  return [...new Set([MINIMAL, ...namedSchematrons(document)])].map((file) => judgeOne(file, document, folder));
}

/** Paths of the schematrons a document names, inside the CI-SIS folder: what is before `schematrons/` is dropped. */
export function namedSchematrons(document: Document): string[] {
  return [...document.childNodes].flatMap((node) => {
    if (node.nodeType !== 7 || node.nodeName !== 'oxygen') return [];
    const named = /SCHSchema\s*=\s*["']([^"']+)["']/.exec(node.nodeValue ?? '')?.[1] ?? '';
    const start = named.indexOf('schematrons/');
    return start < 0 ? [] : [named.slice(start)];
  });
}

function judgeOne(file: string, document: Document, folder: CiSisFolder): Finding {
  if (fileInside(folder, file) === undefined) {
    return notObserved(SCHEMATRON, {
      message: text(`${file} n’est pas dans le dossier CI-SIS`, `${file} is not in the CI-SIS folder`),
      locator: file,
    });
  }
  try {
    return schematronFinding(runSchematron(readSchema(folder, file), document, folder));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return notObserved(SCHEMATRON, {
      message: text(`Schématron illisible : ${reason}`, `Unreadable schematron: ${reason}`),
      locator: file,
    });
  }
}

/** What a result means: broken rules first, then what could not run, then remarks. */
export function schematronFinding({ schema, patterns, fired, failures, notRun }: SchematronResult): Finding {
  const isRemark = (role: string): boolean => /^(warn|info)/.test(role);
  const errors = failures.filter(({ role }) => !isRemark(role));
  const told = errors.length > 0 ? errors : failures;
  const count = text(
    `${fired} règles appliquées, ${errors.length} erreurs, ${notRun.length} non jouées`,
    `${fired} rules applied, ${errors.length} errors, ${notRun.length} not run`,
  );
  const details = {
    expected: text('aucune règle enfreinte', 'no rule broken'),
    received: told.length > 0 ? firstOf(told.map(({ message, test }) => message || test)) : count,
    locator: firstOf([schema, ...told.map(({ where }) => where)]),
    message:
      notRun.length > 0
        ? text(`Règles non jouées : ${firstOf(notRun)}`, `Rules that did not run: ${firstOf(notRun)}`)
        : count,
  };
  if (errors.length > 0) return fail(SCHEMATRON, details);
  if (patterns === 0 || fired === 0) return notObserved(SCHEMATRON, details);
  if (notRun.length > 0) return review(SCHEMATRON, details);
  return failures.length > 0 ? warn(SCHEMATRON, details) : pass(SCHEMATRON, details);
}

function firstOf(lines: readonly string[]): string {
  const more = lines.length > TOLD ? ` ; … (${lines.length})` : '';
  return lines.slice(0, TOLD).join(' ; ') + more;
}
