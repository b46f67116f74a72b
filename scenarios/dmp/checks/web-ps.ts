import type { Exchange } from '../../../mocks/core/exchange.js';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';

const EXCHANGES = text('pages demandées au Web-PS', 'pages asked of the Web-PS');

const CONTEXTUAL: CheckDeclaration = {
  id: 'dmp.va1-06.contextual-call',
  title: text(
    'L’appel du Web-PS depuis le dossier ouvre le DMP de ce patient',
    'The Web-PS call from the record opens this patient’s DMP',
  ),
  rule: { reference: 'REM DMP/va1.06 ; PDT-INF-527', confidence: 'stated' },
};

/** A known contextual address with the INS of the patient whose record is open. `address`: what the screen shows. */
export function checkContextualCall(exchanges: readonly Exchange[], ins: string, address: string): Finding {
  const found = exchanges.find(({ keys, unexpected }) => keys['patient'] === ins && unexpected === undefined);
  return verify(CONTEXTUAL, found !== undefined, {
    expected: text(
      `une adresse du Web-PS du banc avec l’INS ${ins}`,
      `an address of the bench’s Web-PS with INS ${ins}`,
    ),
    received: received(exchanges, address),
    locator: EXCHANGES,
    ...(found ? { exchange: found.id } : {}),
  });
}

const FUNCTIONS: CheckDeclaration = {
  id: 'dmp.va1-07.functions',
  title: text(
    'Les fonctions « tableau de bord » et « dossier patient » du Web-PS sont ouvertes',
    'The dashboard and patient record functions of the Web-PS are opened',
  ),
  rule: { reference: 'REM DMP/va1.07 ; PDT-INF-527', confidence: 'stated' },
};

/** Both functions were asked of the Web-PS. `address`: the last one the screen showed. */
export function checkWebPsFunctions(exchanges: readonly Exchange[], address: string): Finding {
  const asked = new Set(exchanges.map(({ keys }) => keys['function']));
  return verify(FUNCTIONS, asked.has('TableauDeBord') && asked.has('DossierPatient'), {
    expected: 'TableauDeBord, DossierPatient',
    received: received(exchanges, address),
    locator: EXCHANGES,
  });
}

function received(exchanges: readonly Exchange[], address: string): Text {
  return joinTexts(
    exchanges.map(({ request }) => request.line),
    ', ',
    text(`aucune ; adresse ouverte : ${address}`, `none; address opened: ${address}`),
  );
}
