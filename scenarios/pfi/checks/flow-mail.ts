import { pdfABreaches, coherenceBreaches, broken, type Breach, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';
import { readCdaDocument } from '../../../mocks/wire/cda-document.js';
import type { Flow } from '../../hl7/index.js';
import type { SeenMail } from '../flow-situations.js';

const ADDRESSED: CheckDeclaration = {
  id: 'pfi.flow.mail-recipients',
  title: text(
    'Le document part par MSSanté vers les destinataires du message, et eux seuls',
    'The document leaves by MSSanté for the recipients of the message, and them only',
  ),
  rule: {
    reference: 'CI-SIS TRANS_DOC_CDA_HL7V2 2.1, correspondance avec le courriel ; REM INTRA/va1.01',
    confidence: 'stated',
  },
};

/** Every recipient asked for, once, and nobody else. */
export function checkRecipients(mails: readonly SeenMail[], { message }: Flow): Finding {
  const { flags, recipients } = message;
  const wanted = recipients
    .flatMap(({ address }) => address ?? [])
    .filter((address) => (isPatient(address) ? flags.DESTMSSANTEPAT : flags.DESTMSSANTEPS));
  const found = mails.flatMap(({ to }) => to);
  const [first] = mails;
  return verify(ADDRESSED, listOf(found) === listOf(wanted), {
    expected: listOf(wanted) || text('aucun', 'none'),
    received: listOf(found) || text('aucun', 'none'),
    locator: text('opérateur, messages soumis', 'operator, messages submitted'),
    ...(first ? { exchange: first.exchange.id } : {}),
  });
}

const MAPPED: CheckDeclaration = {
  id: 'pfi.flow.mail-mapping',
  title: text(
    'Corps, adresse de réponse, accusé et fin de conversation sont ceux du message',
    'Body, reply address, receipt and end of conversation are those of the message',
  ),
  rule: { reference: 'CI-SIS TRANS_DOC_CDA_HL7V2 2.1, correspondance avec le courriel', confidence: 'stated' },
};

/** Body from CORPSMAIL_*, Reply-To from PRT REPLY, X-MSS-MES from the NTE, read receipt from ACK_LECTURE_MSS (§7). */
export function checkMailMapping(mails: readonly SeenMail[], { message }: Flow): Finding {
  const breaches = mails.flatMap(({ mail, to }): Breach[] => {
    const where = `To: ${to.join(', ')}`;
    const toPatient = to.every(isPatient);
    const body = wordsOf((toPatient ? message.patientMail : message.professionalMail) ?? '');
    const said = wordsOf(mail.texts[0]?.text ?? '');
    const reply = message.replyTo?.address ?? '';
    const answered = mail.replyTo.map(({ address }) => address);
    const ended = headerOf(mail, 'x-mss-mes').toUpperCase() === 'FIN';
    const read = mail.dispositionNotificationTo.length > 0;
    const mayNotAnswer = toPatient && message.patientMayNotAnswer;
    const { ACK_LECTURE_MSS: wanted } = message.flags;
    return [
      ...(said.includes(body)
        ? []
        : [
            broken(
              text(
                `corps « ${said.slice(0, 80)} » au lieu de « ${body} »`,
                `body "${said.slice(0, 80)}" instead of "${body}"`,
              ),
              where,
            ),
          ]),
      ...(reply === '' || answered.includes(reply)
        ? []
        : [
            broken(
              text(
                `Reply-To « ${answered.join()} » au lieu de « ${reply} »`,
                `Reply-To "${answered.join()}" instead of "${reply}"`,
              ),
              where,
            ),
          ]),
      ...(mayNotAnswer && !ended ? [broken(text('X-MSS-MES: FIN absent', 'X-MSS-MES: FIN absent'), where)] : []),
      ...(ended && !mayNotAnswer
        ? [remarked(text('X-MSS-MES: FIN non demandé', 'X-MSS-MES: FIN not asked for'), where)]
        : []),
      ...(wanted && !read ? [broken(text('accusé de lecture non demandé', 'no read receipt asked for'), where)] : []),
      ...(read && !wanted
        ? [
            remarked(
              text(
                'accusé de lecture demandé sans que le message le dise',
                'read receipt asked for though the message does not say so',
              ),
              where,
            ),
          ]
        : []),
    ];
  });
  const [first] = mails;
  return judgement(MAPPED, {
    expected: text('ce que dit le message', 'what the message says'),
    breaches: mails.length === 0 ? [broken(text('aucun courriel', 'no mail'), 'SMTP')] : breaches,
    found: text('ce que dit le message', 'what the message says'),
    where: 'RFC 5322',
    exchange: first?.exchange.id,
  });
}

const ARCHIVE: CheckDeclaration = {
  id: 'pfi.flow.mail-archive',
  title: text(
    'IHE_XDM.ZIP porte le document du message, tel quel, avec ses métadonnées et sa visibilité',
    'IHE_XDM.ZIP carries the document of the message, as it is, with its metadata and visibility',
  ),
  rule: {
    reference: 'REM INTRA/va1.01, INTRA/va1.02 ; CI-SIS « Échange de documents de santé »',
    confidence: 'stated',
  },
};

/** One archive a mail: the bytes of the CDA, metadata that say the same, codes of visibility. */
export function checkArchives(mails: readonly SeenMail[], { message, uniqueId }: Flow): Finding {
  const cda = readCdaDocument(message.cda);
  const visible = ['MASQUE_PS', 'INVISIBLE_PATIENT'].filter((flag) => message.flags[flag as 'MASQUE_PS']);
  const breaches = mails.flatMap(({ archive, to }): Breach[] => {
    const where = `To: ${to.join(', ')}, IHE_XDM.ZIP`;
    const document = archive?.documents.find(({ entry }) => entry.uniqueId === uniqueId);
    if (!document) return [broken(text('document absent', 'document absent'), where)];
    const codes = document.entry.confidentialityCodes.map(({ code }) => code);
    return [
      ...(document.bytes?.equals(message.cda) === true
        ? []
        : [broken(text('le document n’est pas celui du message', 'the document is not that of the message'), where)]),
      ...visible
        .filter((code) => !codes.includes(code))
        .map((code) => broken(text(`confidentialityCode ${code} absent`, `confidentialityCode ${code} absent`), where)),
      ...coherenceBreaches({ cda, entry: document.entry }),
    ];
  });
  const [first] = mails;
  return judgement(ARCHIVE, {
    expected: text(`document ${uniqueId}`, `document ${uniqueId}`),
    breaches: mails.length === 0 ? [broken(text('aucun courriel', 'no mail'), 'SMTP')] : breaches,
    found: text('le document du message', 'the document of the message'),
    where: 'IHE_XDM.ZIP',
    exchange: first?.exchange.id,
  });
}

const PDF: CheckDeclaration = {
  id: 'pfi.flow.mail-pdf',
  title: text('Le PDF joint est le PDF/A-1 du document', 'The attached PDF is the PDF/A-1 of the document'),
  rule: { reference: 'REM INTRA/va1.01, INTRA/va1.02', confidence: 'stated' },
};

/** Each mail has one PDF, a PDF/A-1, the very one of a CDA N1. */
export function checkPdf(mails: readonly SeenMail[], { message }: Flow): Finding {
  const { body } = readCdaDocument(message.cda);
  const breaches = mails.flatMap(({ pdfs, to }): Breach[] => {
    const where = `To: ${to.join(', ')}, application/pdf`;
    const [pdf] = pdfs;
    if (!pdf) return [broken(text('aucun PDF', 'no PDF'), where)];
    const same = body.level !== 'N1' || pdf.content.equals(body.content);
    return [
      ...(same ? [] : [broken(text('ce n’est pas le PDF du document', 'this is not the PDF of the document'), where)]),
      ...pdfABreaches(pdf.content, where),
    ];
  });
  const [first] = mails;
  return judgement(PDF, {
    expected: text('le PDF/A-1 du document', 'the PDF/A-1 of the document'),
    breaches: mails.length === 0 ? [broken(text('aucun courriel', 'no mail'), 'SMTP')] : breaches,
    found: text('le PDF/A-1 du document', 'the PDF/A-1 of the document'),
    where: 'application/pdf',
    exchange: first?.exchange.id,
  });
}

function wordsOf(body: string): string {
  return body.replaceAll(/\s+/g, ' ').trim();
}

function headerOf(mail: SeenMail['mail'], name: string): string {
  return mail.headers.find((one) => one.name.toLowerCase() === name)?.value ?? '';
}

function isPatient(address: string): boolean {
  return address.endsWith('@patient.mssante.fr');
}

function listOf(addresses: readonly string[]): string {
  return addresses.toSorted().join(', ');
}
