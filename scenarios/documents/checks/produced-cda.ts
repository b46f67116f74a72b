import { type CdaDocument, hl7At, hl7Children } from '../../../mocks/wire/cda-document.js';
import { foldWords } from '../../../mocks/wire/mail-words.js';
import { PS_IDNAT } from '../../../mocks/wire/oids.js';
import { type Breach, broken, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';
import type { NamedProfessional } from '../actions/writing.js';
import type { PdfLine } from './produced-pdf.js';

const LEVEL_1: CheckDeclaration = {
  id: 'documents.cda.level-1',
  title: text(
    'CDA R2 N1 du type demandé, avec le PDF produit en base64',
    'CDA R2 N1 of the type asked, with the PDF produced in base64',
  ),
  rule: { reference: 'REM DPI DOC/va1.08 ; CI-SIS, corps non structuré', confidence: 'stated' },
};

/** A level 1 document of the type, whose body is the very PDF handed over. */
export function checkLevel1({ body, code }: CdaDocument, typeCode: string, pdf: Buffer): Finding {
  const breaches: Breach[] = [];
  const requires = (holds: boolean, fr: string, en: string, where: string): void => {
    if (!holds) breaches.push(broken(text(fr, en), where));
  };
  const found = code?.code ?? '';
  requires(found === typeCode, `type ${found} au lieu de ${typeCode}`, `type ${found} instead of ${typeCode}`, 'code');
  requires(body.level === 'N1', `corps ${body.level} au lieu de N1`, `body ${body.level} instead of N1`, 'component');
  if (body.level === 'N1') {
    requires(
      body.content.equals(pdf),
      'un autre PDF que celui qui est remis',
      'another PDF than the one handed over',
      'component/nonXMLBody/text',
    );
  }
  return judgement(LEVEL_1, {
    expected: text(`${typeCode}, N1, PDF identique`, `${typeCode}, N1, identical PDF`),
    breaches,
    found: text('conforme', 'conform'),
  });
}

const RECIPIENTS: CheckDeclaration = {
  id: 'documents.cda.recipients',
  title: text('Tous les destinataires, et eux seuls, sont dans le CDA', 'Every recipient, and no other, is in the CDA'),
  rule: { reference: 'REM DPI DOC/va1.06, HOP/va1.05 ; CDA informationRecipient', confidence: 'stated' },
};
const WHERE = 'informationRecipient';

/** Each recipient by their RPPS, with their name; a name the PDF does not show is remarked. */
export function checkRecipients(
  { root }: CdaDocument,
  awaited: readonly NamedProfessional[],
  lines: readonly PdfLine[],
): Finding {
  const written = hl7Children(root, WHERE).map((node) => {
    const recipient = hl7At(node, 'intendedRecipient');
    const id = hl7Children(recipient, 'id').find((one) => one.attributes['root'] === PS_IDNAT);
    const name = hl7At(recipient, WHERE, 'name');
    const words = [name?.text ?? '', ...(name?.children ?? []).map((one) => one.text)].join(' ');
    return { id: (id?.attributes['extension'] ?? '').slice(1), words: foldWords(words) };
  });
  const shown = foldWords(lines.map((line) => line.text).join(' '));
  const breaches = awaited.flatMap(({ name, rpps }): Breach[] => {
    const found = written.find(({ id }) => id === rpps);
    if (!found) {
      return [broken(text(`${name} (RPPS ${rpps}) absent`, `${name} (RPPS ${rpps}) missing`), WHERE)];
    }
    const family = foldWords(name.split(' ')[0] ?? name);
    if (!found.words.includes(family)) {
      return [broken(text(`${rpps} sans le nom ${name}`, `${rpps} without the name ${name}`), `${WHERE}/name`)];
    }
    return shown.includes(family)
      ? []
      : [remarked(text(`${name} ne figure pas dans le PDF`, `${name} is not in the PDF`), 'nonXMLBody/text')];
  });
  for (const { id, words } of written) {
    if (awaited.some(({ rpps }) => rpps === id)) continue;
    breaches.push(broken(text(`${words} (${id}) en trop`, `${words} (${id}) too many`), WHERE));
  }
  return judgement(RECIPIENTS, {
    expected: awaited.map(({ name, rpps }) => `${name} (RPPS ${rpps})`).join(', '),
    breaches,
    found: written.map(({ words, id }) => `${words} (${id})`).join(', '),
    where: WHERE,
  });
}

const UNREADABLE: CheckDeclaration = {
  id: 'documents.cda.readable',
  title: text('Le CDA remis se lit', 'The CDA handed over can be read'),
  rule: { reference: 'HL7 CDA R2', confidence: 'stated' },
};

/** The file handed over is no CDA. */
export function unreadableCda(name: string, message: string): Finding {
  return verify(UNREADABLE, false, { expected: 'CDA R2', received: message, locator: name });
}

const QUALIFIED: CheckDeclaration = {
  id: 'documents.screen.identity-qualified',
  title: text(
    'L’écran du document montre que l’INS est qualifiée',
    'The screen of the document shows that the INS is qualified',
  ),
  rule: { reference: 'REM DPI DOC/va1.04', confidence: 'stated' },
};

/** The status shown beside the document says `qualifiée`. */
export function checkQualifiedShown(status: string): Finding {
  return verify(QUALIFIED, /^(?!.*\bnon\b).*qualifi[ée]/i.test(status), {
    expected: text('identité qualifiée', 'qualified identity'),
    received: status === '' ? text('aucun statut', 'no status') : status,
    locator: text('écran du document', 'screen of the document'),
  });
}
