import { describe, expect, test } from 'vitest';
import { buildCdaN1, type CdaInput } from '../../../../fixtures/documents/cda.js';
import { documentSetId, documentUid } from '../../../../fixtures/documents/document-uid.js';
import { buildPdf } from '../../../../fixtures/documents/pdf.js';
import { patient, professional, structure } from '../../../../fixtures/roster.js';
import { readCdaDocument } from '../../../../mocks/wire/cda-document.js';
import { inLang } from '../../../../scenarios/harness/index.js';
import type { Finding } from '../../../../scenarios/harness/index.js';
import {
  checkLevel1,
  checkQualifiedShown,
  checkRecipients,
} from '../../../../scenarios/documents/checks/produced-cda.js';
import {
  checkContent,
  checkName,
  checkNotice,
  type PdfLine,
  remarkInsText,
} from '../../../../scenarios/documents/checks/produced-pdf.js';
import { pdfLines } from '../../../../scenarios/documents/pdf-pages.js';

const NOTICE = 'Vos droits s’exercent auprès du délégué à la protection des données de l’établissement.';

function line(height: number, words: string, page = 1): PdfLine {
  return { page, height, text: words };
}

function received({ received: said = '' }: Finding): string {
  return inLang(said, 'fr');
}

function cda(change: Partial<CdaInput> = {}) {
  const author = professional('ps1');
  return readCdaDocument(
    Buffer.from(
      buildCdaN1({
        patient: patient('camille'),
        author,
        structure: structure(author.structure),
        title: 'Lettre',
        typeCode: '11490-0',
        effectiveTime: new Date('2026-03-01T10:00:00Z'),
        uid: documentUid('produced'),
        setId: documentSetId('produced'),
        versionNumber: 1,
        marker: 'Repère',
        ...change,
      }),
    ),
  );
}

const GP = { key: 'gp1', name: 'TIERS-GENERALISTE Alex', rpps: professional('gp1').rpps };
const ADDRESSED = {
  recipients: [{ professional: professional('gp1'), structure: structure('gp-office') }],
};

describe('the GDPR notice of a PDF', () => {
  test('is found at the bottom of every page of a long document, whatever the number of lines it takes', async () => {
    const lines = Array.from({ length: 90 }, (_one, rank) => `Ligne ${rank}`);
    const shown = await pdfLines(buildPdf({ title: 'Titre', lines, footer: `${NOTICE} ${NOTICE}` }));
    expect(new Set(shown.map(({ page }) => page))).toEqual(new Set([1, 2]));
    expect(checkNotice(shown, `${NOTICE} ${NOTICE}`, ['Ligne 0', 'Ligne 89'])).toMatchObject({ verdict: 'pass' });
  });

  test.each([
    ['above the text', [line(700, NOTICE), line(500, 'Texte')], /à 700 pt du bas/],
    [
      'on the first page only, the text going on',
      [line(700, 'Texte'), line(40, NOTICE), line(700, 'Texte', 2)],
      /page 1/,
    ],
    ['another one', [line(700, 'Texte'), line(40, 'Document confidentiel.')], /absente/],
    ['cut short', [line(700, 'Texte'), line(40, 'Vos droits s’exercent')], /absente/],
    ['nothing at all', [], /absente/],
  ])('fails when it is %s', (_case, lines, said) => {
    const found = checkNotice(lines, NOTICE, ['Texte']);
    expect(found.verdict).toBe('fail');
    expect(received(found)).toMatch(said);
  });

  test('a page number may stand lower', () => {
    expect(checkNotice([line(700, 'Texte'), line(40, NOTICE), line(20, '1/1')], NOTICE, ['Texte']).verdict).toBe(
      'pass',
    );
  });
});

describe('the file and the text of a PDF', () => {
  test.each([
    ["20260301_Lettre de liaison à la sortie d'un établ_ESSAI-UN_CAMILLE.pdf", 'pass'],
    ["20260301_Lettre_de_liaison_à_la_sortie_d'un_établ_ESSAI-UN_Camille_12345.pdf", 'pass'],
    ['Lettre.pdf', 'fail'],
    ["20260302_Lettre de liaison à la sortie d'un établ_ESSAI-UN_CAMILLE.pdf", 'fail'],
  ])('%s: %s', (name, verdict) => {
    expect(checkName(name, cda()).verdict).toBe(verdict);
  });

  test('what was typed must be there, what was replaced must not', () => {
    const lines = [line(700, 'Malaise à l’effort')];
    expect(checkContent(lines, ['malaise à l’effort'], ['Douleur']).verdict).toBe('pass');
    expect(received(checkContent(lines, ['Fièvre'], ['malaise']))).toBe('sans « Fièvre » ; encore « malaise »');
  });

  test('an INS printed in groups of digits is an INS', () => {
    expect(remarkInsText([line(700, 'INS 2 99 01 99 999 999 29')], ['299019999999929'])).toEqual([]);
    expect(remarkInsText([line(700, 'IPP BS000019')], ['299019999999929'])).toMatchObject([{ verdict: 'warning' }]);
  });

  test('a file that is no PDF has no line', async () => {
    expect(await pdfLines(Buffer.from('nothing'))).toEqual([]);
  });
});

describe('the CDA of a produced document', () => {
  test('wraps the very PDF that is handed over', () => {
    const document = cda();
    const pdf = document.body.level === 'N1' ? document.body.content : Buffer.alloc(0);
    expect(checkLevel1(document, '11490-0', pdf).verdict).toBe('pass');
    expect(received(checkLevel1(document, '57833-6', Buffer.from('other')))).toMatch(/11490-0.*57833-6.*autre PDF/);
  });

  test('names its recipients, and no other; one the PDF does not show is only remarked', () => {
    const shown = [line(700, 'Destinataire : Alex TIERS-GENERALISTE')];
    expect(checkRecipients(cda(ADDRESSED), [GP], shown).verdict).toBe('pass');
    expect(checkRecipients(cda(ADDRESSED), [GP], []).verdict).toBe('warning');
    expect(received(checkRecipients(cda(), [GP], shown))).toMatch(/TIERS-GENERALISTE Alex .* absent/);
    expect(received(checkRecipients(cda(ADDRESSED), [], shown))).toMatch(/en trop/);
  });

  test.each([
    ['Identité qualifiée', 'pass'],
    ['qualifiée', 'pass'],
    ['identité non qualifiée', 'fail'],
    ['validée', 'fail'],
    ['', 'fail'],
  ])('an identity shown as "%s": %s', (status, verdict) => {
    expect(checkQualifiedShown(status).verdict).toBe(verdict);
  });
});
