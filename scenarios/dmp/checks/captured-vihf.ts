import { isCertain, type VihfProblem } from '../../../mocks/wire/vihf-problem.js';
import { type CheckDeclaration, fail, type Finding, joinTexts, pass, text, warn } from '../../harness/index.js';
import { SEMICOLON } from './wording.js';

const VIHF: CheckDeclaration = {
  id: 'dmp.soap.vihf',
  title: text('La requête porte un VIHF signé et complet', 'The request carries a signed, complete VIHF'),
  rule: { reference: 'CI-SIS, Transport synchrone, VIHF ; GI DMP (dmp.md §5.1)', confidence: 'stated' },
};

const EXPECTED = text(
  'signature juste, attributs conformes (autorité du certificat non vérifiée)',
  'right signature, conform attributes (authority of the certificate not verified)',
);

/** A request without a VIHF. */
export function checkVihfMissing(): Finding {
  return fail(VIHF, { expected: EXPECTED, received: text('VIHF absent', 'no VIHF'), locator: '//wsse:Security' });
}

/** One finding for a VIHF: it fails on rules that are certain; with none broken, the others are a warning. */
export function checkCapturedVihf(problems: readonly VihfProblem[]): Finding {
  const certain = problems.filter(isCertain);
  const told = certain.length > 0 ? certain : problems;
  const details = {
    expected: EXPECTED,
    received: joinTexts(told.map(problemText), SEMICOLON, EXPECTED),
    locator: [...new Set(told.map(({ locator }) => locator))].join(' ; ') || '//saml2:Assertion',
  };
  if (certain.length > 0) return fail(VIHF, details);
  return problems.length > 0 ? warn(VIHF, details) : pass(VIHF, details);
}

function problemText({ message, received }: VihfProblem): ReturnType<typeof text> {
  return received === undefined || received === ''
    ? text(message.fr, message.en)
    : text(`${message.fr} « ${received} »`, `${message.en} "${received}"`);
}
