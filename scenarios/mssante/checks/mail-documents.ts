import type { CdaDocument } from '../../../mocks/wire/cda-document.js';
import { foldWords } from '../../../mocks/wire/mail-words.js';
import type { MailAttachment } from '../../../mocks/wire/mail-types.js';
import { isPdfName, pdfName, type PdfNameParts } from '../../../mocks/wire/mssante-pdf-name.js';
import { buildSubject, labelForPatient, readSubject } from '../../../mocks/wire/mssante-subject.js';
import { pdfText } from '../../../mocks/wire/pdf-text.js';
import { broken, type Breach, judgement, pdfABreaches, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, notApplicable, text } from '../../harness/index.js';
import type { SubmittedMail } from '../submitted-mail.js';
import { insOf, patientOf } from './mail-patient.js';

const SUBJECT: CheckDeclaration = {
  id: 'mss.mail.subject',
  title: text(
    'Objet du courriel : préfixe XDM, libellé et traits du patient',
    'Subject of the mail: XDM prefix, label and traits of the patient',
  ),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.1.3 (MSS/CONF.25)', confidence: 'stated' },
};
const ATTACHMENTS: CheckDeclaration = {
  id: 'mss.mail.attachments',
  title: text(
    'Pièces jointes : une archive IHE_XDM.zip et un PDF par document',
    'Attachments: one IHE_XDM.zip archive and one PDF per document',
  ),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.1.1 et ECO.2.1.6 (MSS/CONF.23)', confidence: 'stated' },
};
const PDF: CheckDeclaration = {
  id: 'mss.mail.pdf',
  title: text(
    'PDF joints : PDF/A-1, identiques au contenu des CDA N1',
    'Attached PDFs: PDF/A-1, identical to the content of N1 CDAs',
  ),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.1.5 (CDA/DD.12)', confidence: 'stated' },
};
const ONE_PATIENT: CheckDeclaration = {
  id: 'mss.mail.one-patient',
  title: text('Tous les documents concernent un seul patient', 'Every document is about one patient'),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.1.1 (MSS/CONF.23)', confidence: 'stated' },
};

/** Mention a vendor adds, which no text asks for nor forbids (mssante.md §3.3). */
const REPLACES = /\[\s*annule et remplace\s*\]/i;

/**
 * M06: the decoded subject is `XDM/1.0/DDM+<label> <NOM> <prénom> [dd/mm/yyyy]`. That it names the patient of the archive,
 * by their birth name, is inferred: another name is remarked. Without an archive only its form is judged.
 */
export function checkMailSubject(sent: SubmittedMail): Finding {
  const { mail, exchange } = sent;
  const subject = mail.subject.replace(REPLACES, '').trim();
  const patient = patientOf(sent);
  const breaches: Breach[] = [];
  const where = 'Subject';
  if (!readSubject(subject).document) {
    breaches.push(
      broken(text(`objet « ${mail.subject} » hors de la forme`, `subject "${mail.subject}" out of form`), where),
    );
  } else if (patient && labelForPatient(subject, patient) === undefined) {
    const { families, givens, birthDate } = patient;
    const other = families.some((family) =>
      givens.some((given) => labelForPatient(subject, { family, given, birthDate }) !== undefined),
    );
    const message = other
      ? text('nom ou prénom d’usage au lieu des traits de naissance', 'used name instead of the traits of birth')
      : text(
          `« ${mail.subject} » ne nomme pas le patient de l’archive`,
          `"${mail.subject}" does not name the patient of the archive`,
        );
    // That NOM and prénom are those of the archive's patient is inferred (mssante.md §3.3).
    breaches.push(remarked(message, where));
  }
  if (REPLACES.test(mail.subject)) {
    breaches.push(
      remarked(text('mention « annule et remplace » dans l’objet', '"annule et remplace" in the subject'), where),
    );
  }
  const model = buildSubject('<libellé>', patient ?? { family: '<NOM>', given: '<prénom>' });
  return judgement(SUBJECT, { expected: model, breaches, found: mail.subject, where, exchange });
}

/**
 * M07, M08: one ZIP named IHE_XDM.zip, `application/zip` in base64, and as many PDFs as documents; several ZIPs and the
 * names of the PDFs are only remarked.
 */
export function checkMailAttachments({
  mail,
  zips,
  pdfs,
  archive,
  archiveProblem,
  cdas,
  exchange,
}: SubmittedMail): Finding {
  const breaches = zipCountBreaches(zips.length);
  for (const { filename = '', contentType, encoding = '' } of zips) {
    const where = filename || contentType;
    if (filename.toUpperCase() !== 'IHE_XDM.ZIP') {
      const named = filename || '(sans nom)';
      breaches.push(broken(text(`archive nommée ${named}`, `archive named ${named}`), where));
    }
    if (contentType !== 'application/zip' || encoding !== 'base64') {
      const seen = `${contentType}, ${encoding || '7bit'}`;
      breaches.push(broken(text(`archive en ${seen}`, `archive as ${seen}`), where));
    }
  }
  if (archiveProblem) {
    breaches.push(
      broken(
        text(`archive illisible (${archiveProblem.message})`, `unreadable archive (${archiveProblem.message})`),
        'IHE_XDM.zip',
      ),
    );
  }
  const documents = archive?.documents.length;
  if (documents !== undefined && pdfs.length !== documents) {
    const message = text(
      `${pdfs.length} PDF pour ${documents} document(s)`,
      `${pdfs.length} PDF for ${documents} document(s)`,
    );
    breaches.push(broken(message, 'multipart/mixed'));
  }
  breaches.push(...pdfNameBreaches(pdfs, cdas));
  const names = mail.attachments.map(({ filename, contentType }) => filename ?? contentType).join(', ');
  return judgement(ATTACHMENTS, {
    expected: text(
      'IHE_XDM.zip (application/zip, base64) et un PDF nommé selon ECO.2.1.6 par document',
      'IHE_XDM.zip (application/zip, base64) and one PDF named after ECO.2.1.6 per document',
    ),
    breaches,
    found: names,
    where: 'multipart/mixed',
    exchange,
  });
}

/**
 * M08: every attached PDF is a PDF/A-1, the one of an N1 CDA is byte-identical to what the CDA embeds. The PDF of an N3
 * cannot be compared byte for byte: a title or a patient its text does not show is remarked.
 */
export function checkMailPdf({ pdfs, cdas, exchange }: SubmittedMail): Finding {
  if (pdfs.length === 0 && cdas.length === 0) return notApplicable(PDF, exchange === undefined ? {} : { exchange });
  const breaches: Breach[] = [];
  if (pdfs.length === 0) breaches.push(broken(text('aucun PDF joint', 'no PDF attached'), 'multipart/mixed'));
  for (const { content, filename = 'PDF' } of pdfs) breaches.push(...pdfABreaches(content, filename));
  for (const cda of cdas) breaches.push(...documentBreaches(cda, pdfs));
  return judgement(PDF, {
    expected: text(
      'PDF/A-1 de chaque CDA, identique au contenu d’un N1',
      'PDF/A-1 of each CDA, identical to the content of an N1',
    ),
    breaches,
    found: text('conforme', 'conform'),
    where: pdfs.map(({ filename = 'PDF' }) => filename).join(' ; '),
    exchange,
  });
}

/** M16: METADATA and CDAs all give the same matricule. Not applicable without a document. */
export function checkOnePatient({ archive, cdas, exchange }: SubmittedMail): Finding {
  if (!archive) return notApplicable(ONE_PATIENT, exchange === undefined ? {} : { exchange });
  const matricule = (cx: string): string => cx.split('^')[0] ?? '';
  const ids = [
    ...archive.subsets.map(({ metadata }) => matricule(metadata.submissionSet.patientId)),
    ...archive.documents.map(({ entry }) => matricule(entry.patientId)),
    ...cdas.map(insOf),
  ];
  const different = [...new Set(ids.filter((id) => id !== ''))];
  const several = text(
    `${different.length} patients : ${different.join(', ')}`,
    `${different.length} patients: ${different.join(', ')}`,
  );
  return judgement(ONE_PATIENT, {
    expected: text('un seul patient', 'one patient'),
    breaches: different.length > 1 ? [broken(several, 'METADATA.XML patientId ; recordTarget/patientRole/id')] : [],
    found: different.join(', '),
    where: 'METADATA.XML patientId',
    exchange,
  });
}

/** That "une archive" forbids several is inferred (mssante.md §3.4). */
function zipCountBreaches(count: number): Breach[] {
  const where = 'multipart/mixed';
  if (count === 0) return [broken(text('aucune archive ZIP', 'no ZIP archive'), where)];
  return count === 1 ? [] : [remarked(text(`${count} archives ZIP`, `${count} ZIP archives`), where)];
}

function pdfNameBreaches(pdfs: readonly MailAttachment[], cdas: readonly CdaDocument[]): Breach[] {
  const wanted = cdas.map(nameParts);
  return pdfs.flatMap(({ filename = '' }) => {
    if (wanted.length === 0 || wanted.some((parts) => isPdfName(filename, parts))) return [];
    const model = wanted[0] ? pdfName(wanted[0]) : '';
    return [
      remarked(
        text(`PDF nommé « ${filename} » au lieu de « ${model} »`, `PDF named "${filename}" instead of "${model}"`),
        filename,
      ),
    ];
  });
}

function nameParts({ serviceStart, effectiveTime, code, patient }: CdaDocument): PdfNameParts {
  return {
    date: serviceStart || effectiveTime,
    type: code?.displayName ?? '',
    family: patient.family,
    given: patient.given,
  };
}

function documentBreaches(cda: CdaDocument, pdfs: readonly MailAttachment[]): Breach[] {
  const { body, title, patient } = cda;
  if (body.level === 'N1') {
    const same = pdfs.some(({ content }) => content.equals(body.content));
    const message = text(
      `aucun PDF identique au contenu de « ${title} »`,
      `no PDF identical to the content of "${title}"`,
    );
    return same ? [] : [broken(message, 'nonXMLBody/text')];
  }
  const shown = pdfs.flatMap(({ content }) => pdfText(content)?.join(' ') ?? []).map(foldWords);
  const holds = (words: string): boolean => shown.some((page) => page.includes(foldWords(words)));
  if (shown.length === 0 || (holds(patient.family) && holds(title))) return [];
  const message = text(
    `aucun PDF ne montre titre et patient de « ${title} »`,
    `no PDF shows title and patient of "${title}"`,
  );
  return [remarked(message, 'structuredBody')];
}
