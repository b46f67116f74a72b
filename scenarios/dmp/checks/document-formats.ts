import { type CheckDeclaration, type Finding, joinTexts, review, text, verify } from '../../harness/index.js';
import type { TypeAndFormats } from '../annex-4.js';
import type { Feeding } from './feeding.js';

const REFERENCE = 'REM CDA/DD.08';

const OFFERED: CheckDeclaration = {
  id: 'cda.dd08.offered',
  title: text(
    'Chaque type de la liste se produit dans les formats demandés',
    'Each type of the list can be produced in the formats asked',
  ),
  rule: { reference: REFERENCE, confidence: 'stated' },
};

const PRODUCED: CheckDeclaration = {
  id: 'cda.dd08.produced',
  title: text(
    'Le document envoyé est du type et du format choisis',
    'The document sent is of the type and the format chosen',
  ),
  rule: { reference: REFERENCE, confidence: 'stated' },
};

const ANNEX: CheckDeclaration = {
  id: 'cda.dd08.annex-4',
  title: text(
    'La liste jugée est celle de l’annexe 4 du DSR : à vérifier par le relecteur',
    'The list judged is that of annex 4 of the DSR: for the reviewer to verify',
  ),
  rule: { reference: 'DSR, annexe 4 « Types et formats de documents », non disponible', confidence: 'unconfirmed' },
};

function listed(types: readonly { typeCode: string; formats: readonly string[] }[]): string {
  return types.map(({ typeCode, formats }) => `${typeCode} ${formats.join('+')}`).join(', ');
}

/** Every type of the list is offered, at least in its formats. */
export function checkFormatsOffered(
  offered: readonly { typeCode: string; formats: readonly string[] }[],
  wanted: readonly TypeAndFormats[],
): Finding {
  const missing = wanted.filter(({ typeCode, formats }) => {
    const found = offered.find((one) => one.typeCode === typeCode);
    return !formats.every((format) => found?.formats.includes(format));
  });
  return verify(OFFERED, missing.length === 0, {
    expected: listed(wanted),
    received:
      missing.length === 0
        ? listed(offered)
        : joinTexts([text('il manque', 'missing'), listed(missing)], text(' : ', ': ')),
    locator: text('écran de rédaction', 'writing screen'),
  });
}

/** Type and level of the CDA that left. */
export function checkProduced({ cda, exchange }: Feeding, wanted: { typeCode: string; level: 'N1' | 'N3' }): Finding {
  const received = `${cda?.code?.code ?? '—'} ${cda?.body.level ?? '—'}`;
  const expected = `${wanted.typeCode} ${wanted.level}`;
  return verify(PRODUCED, received === expected, {
    expected,
    received,
    locator: '/ClinicalDocument/code, component',
    exchange: exchange.id,
  });
}

/** Says which list was judged. */
export function reviewAnnex(judged: readonly TypeAndFormats[]): Finding {
  return review(ANNEX, {
    expected: text('la liste de l’annexe 4', 'the list of annex 4'),
    received: listed(judged),
    locator: 'scenarios/dmp/annex-4.ts',
  });
}
