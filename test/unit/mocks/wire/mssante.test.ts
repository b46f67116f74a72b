import { describe, expect, test } from 'vitest';
import {
  patientAddress,
  patientOfAddress,
  isMssanteAddress,
  sameAddress,
} from '../../../../mocks/wire/mssante-address.js';
import { personLabel, readPersonLabel } from '../../../../mocks/wire/mssante-label.js';
import { isPdfName, pdfName } from '../../../../mocks/wire/mssante-pdf-name.js';
import {
  buildErrorSubject,
  buildSubject,
  labelForPatient,
  readSubject,
} from '../../../../mocks/wire/mssante-subject.js';
import { hasQualifiedIns, mssHeaders, mssHeadersFor } from '../../../../mocks/wire/mssante-headers.js';
import { readMail } from '../../../../mocks/wire/mail-read.js';
import { read } from '../../scenarios/cda/documents.js';
import { mail } from './mail-fixtures.js';

const ZOE = { family: 'ESSAI-ÉTOILE', given: 'Zoé', birthDate: '19990126' };

describe('the subject', () => {
  test('is prefix, label, names and birth date', () => {
    expect(buildSubject('Lettre de liaison', ZOE)).toBe('XDM/1.0/DDM+Lettre de liaison ESSAI-ÉTOILE Zoé 26/01/1999');
    expect(buildSubject('Lettre', { family: 'essai', given: 'Zoé' })).toBe('XDM/1.0/DDM+Lettre ESSAI Zoé');
  });

  test.each([
    ['XDM/1.0/DDM+Lettre de liaison ESSAI-ÉTOILE Zoé 26/01/1999', 'Lettre de liaison'],
    ['XDM/1.0/DDM+Lettre de liaison ESSAI-ÉTOILE Zoé', 'Lettre de liaison'],
    ['XDM/1.0/DDM+Lettre essai etoile ZOE', 'Lettre'],
    ['XDM/1.0/DDM+ESSAI-ÉTOILE Zoé', undefined],
    ['XDM/1.0/DDM+Lettre Zoé ESSAI-ÉTOILE', undefined],
    ['XDM/1.0/DDM+Lettre ESSAI-ÉTOILE Zoé 27/01/1999', undefined],
    ['XDM/1.0/DDM+ Lettre ESSAI-ÉTOILE Zoé', undefined],
    ['XDM/1.0/DDM Lettre ESSAI-ÉTOILE Zoé', undefined],
    ['Lettre ESSAI-ÉTOILE Zoé', undefined],
  ])('« %s » is for this patient: %s', (subject, label) => {
    expect(labelForPatient(subject, ZOE)).toBe(label);
  });

  test.each(['ko', 'older'] as const)('of a failed return is read back, form %s', (form) => {
    const subject = buildErrorSubject(buildSubject('Lettre', ZOE), '902', form);
    expect(readSubject(subject)).toMatchObject({
      error: { code: '902', form },
      document: true,
      birthDate: '26/01/1999',
    });
  });

  test.each([
    '[KO Intégration système !][902]x',
    '[ko integration systeme!] [902] x',
    '[KO Intégration système\u00a0!][902] x',
  ])('of a failed return is read without regard to accents and spaces: %s', (subject) => {
    expect(readSubject(subject).error).toEqual({ code: '902', form: 'ko' });
  });

  test('with another bracket is no return', () => {
    expect(readSubject('[Annule et remplace][1] XDM/1.0/DDM+x').error).toBeUndefined();
  });
});

describe('the label of a personal mailbox', () => {
  test.each([
    ['Dr_Zoé_ESSAI-ÉTOILE_Cardiologie', { title: 'Dr', given: 'Zoé', family: 'ESSAI-ÉTOILE', unit: 'Cardiologie' }],
    ['Zoé_ESSAI', { given: 'Zoé', family: 'ESSAI' }],
    ['Zoé_ESSAI_SAMU', { given: 'Zoé', family: 'ESSAI', unit: 'SAMU' }],
    ['Dr_Zoé_ESSAI', { title: 'Dr', given: 'Zoé', family: 'ESSAI' }],
  ])('%s', (label, parts) => {
    expect(readPersonLabel(label)).toEqual(parts);
    expect(personLabel(parts)).toBe(label);
  });

  test.each(['Dr Zoé ESSAI', 'Zoé_Essai', 'ESSAI', 'Zoé__ESSAI', 'a_b_c_D_e', ''])('%s is none', (label) => {
    expect(readPersonLabel(label)).toBeUndefined();
  });
});

describe('addresses', () => {
  test('a patient has one made of their INS', () => {
    expect(patientAddress('199019912345678')).toBe('199019912345678@patient.mssante.fr');
    expect(patientOfAddress('199019912345678@PATIENT.mssante.fr')).toBe('199019912345678');
    expect(patientOfAddress('a@patient.mssante.fr.example')).toBeUndefined();
    expect(patientOfAddress('a@b@patient.mssante.fr')).toBeUndefined();
  });

  test('the trust space is what stands below mssante.fr', () => {
    expect(isMssanteAddress('a@ch-un.mssante.fr')).toBe(true);
    expect(
      ['a@mssante.fr', 'a@ch.mssante.fr.example', 'a@xmssante.fr', 'a b@c.mssante.fr'].some(isMssanteAddress),
    ).toBe(false);
    expect(sameAddress('A@b.fr', ' a@B.fr')).toBe(true);
  });
});

describe('the name of an attached PDF', () => {
  const parts = { date: '20150802101500+0200', type: 'Lettre de liaison à la sortie d’un établissement', ...ZOE };

  test('is date, type cut at 40 characters, names', () => {
    expect(pdfName(parts)).toBe('20150802_Lettre de liaison à la sortie d’un établ_ESSAI-ÉTOILE_Zoé.pdf');
    expect(pdfName({ ...parts, type: 'CR/RDV: x', folder: '12' })).toBe('20150802_CR RDV  x_ESSAI-ÉTOILE_Zoé_12.pdf');
  });

  test.each([
    '20150802_Lettre_de_liaison_a_la_sortie_d_un_etabl_ESSAI_ETOILE_Zoe.PDF',
    '20150802_Lettre de liaison à la sortie d’un établ_ESSAI-ÉTOILE_Zoé_12150302014578.pdf',
  ])('%s is right too', (name) => {
    expect(isPdfName(name, parts)).toBe(true);
  });

  test.each(['document.pdf', '20150803_Lettre de liaison à la sortie d’un établ_ESSAI-ÉTOILE_Zoé.pdf'])(
    '%s is not',
    (name) => {
      expect(isPdfName(name, parts)).toBe(false);
    },
  );
});

describe('X-MSS headers', () => {
  test('are read, codes split', async () => {
    const read2 = await readMail(
      await mail({ mss: { NIL: 'DEV1', CODECDA: '34112-3, PRESC-BIO,15508-5', INS: 'N', MES: 'FIN' } }),
    );
    expect(mssHeaders(read2)).toEqual({
      nil: ['DEV1'],
      codeCda: ['34112-3', 'PRESC-BIO', '15508-5'],
      ins: ['N'],
      mes: ['FIN'],
    });
  });

  test('say the codes and the INS of the documents, nothing without a document', () => {
    expect(mssHeadersFor([read('N1'), read('N3')])).toEqual({ CODECDA: '11490-0', INS: 'O' });
    expect(mssHeadersFor([])).toEqual({});
  });

  test.each<[string, (xml: string) => string]>([
    ['another authority than the INS', (xml) => xml.replaceAll('1.2.250.1.213.1.4.10', '1.2.3')],
    ['no birth date', (xml) => xml.replace(/<birthTime[^>]*>/, '')],
    ['no sex', (xml) => xml.replace(/<administrativeGenderCode[^>]*>/, '')],
  ])('an INS is not qualified with %s', (_name, change) => {
    expect(hasQualifiedIns(read('N1'))).toBe(true);
    expect(mssHeadersFor([read('N1'), read('N1', change)]).INS).toBe('N');
  });
});
