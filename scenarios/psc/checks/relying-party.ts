import type { OidcFault, OidcFaultGrade } from '../../../mocks/wire/oidc-faults.js';
import { type Finding, joinTexts, notObserved, type Text, text, verify, warn } from '../../harness/index.js';

const MUST_REJECT = {
  id: 'psc.relying-party.must-reject',
  title: text(
    'Une réponse que la norme dit de refuser n’ouvre rien',
    'An answer the standard says to refuse opens nothing',
  ),
  rule: { reference: 'OIDC Core 3.1.3.7, RFC 6749 §10.12 ; référentiel PSC, EXI PSC 08', confidence: 'stated' },
} as const;

const MUST_ACCEPT = {
  id: 'psc.relying-party.must-accept',
  title: text('Une réponse correcte mais inhabituelle est acceptée', 'A correct but unusual answer is accepted'),
  rule: { reference: 'OIDC Core 2 et 3.1.3.7, RFC 6749 §4.1.2 ; référentiel PSC, EXI PSC 08', confidence: 'stated' },
} as const;

const SHOULD_REJECT = {
  id: 'psc.relying-party.should-reject',
  title: text('Une réponse que la norme conseille de refuser', 'An answer the standard advises to refuse'),
  rule: { reference: 'OIDC Core 3.1.3.7, RFC 9207', confidence: 'stated' },
} as const;

const TOLD = {
  id: 'psc.relying-party.refusal-told',
  title: text('Un refus est dit à l’utilisateur', 'The user is told of a refusal'),
  rule: { reference: 'psc-ssi.md §3.2', confidence: 'inferred' },
} as const;

/** What the SUT did with one misbehaviour of a provider. */
export interface FaultOutcome {
  fault: Pick<OidcFault, 'id' | 'grade' | 'title' | 'source'>;
  /** The misbehaviour reached the SUT. */
  exercised: boolean;
  /** A session was opened in the SUT for somebody the answer does not prove. */
  accepted: boolean;
  /** The access token that came with it was used at the provider. */
  tokenUsed: boolean;
  message: string;
}

/** Faults of the MUST-REJECT grade: nobody is signed in, the tokens are not used. */
export function checkMustReject(outcomes: readonly FaultOutcome[]): Finding {
  return judge(MUST_REJECT, outcomes, 'MUST-REJECT', ({ accepted, tokenUsed }) => accepted || tokenUsed, {
    expected: text('aucune session, aucun appel avec ces jetons', 'no session, no call with these tokens'),
    held: text('refusées', 'refused'),
  });
}

/** Faults of the MUST-ACCEPT grade: the person is signed in. */
export function checkMustAccept(outcomes: readonly FaultOutcome[]): Finding {
  return judge(MUST_ACCEPT, outcomes, 'MUST-ACCEPT', ({ accepted }) => !accepted, {
    expected: text('session ouverte', 'session open'),
    held: text('acceptées', 'accepted'),
  });
}

/** What should have been refused and was not; refusals nobody was told of. Nothing when all is as advised. */
export function remarksOn(outcomes: readonly FaultOutcome[]): Finding[] {
  const tolerated = exercised(outcomes, 'SHOULD-REJECT').filter(({ accepted }) => accepted);
  const silent = outcomes.filter((one) => one.exercised && !one.accepted && one.message === '');
  return [
    ...(tolerated.length === 0
      ? []
      : [warn(SHOULD_REJECT, { expected: text('refus conseillé', 'refusal advised'), received: named(tolerated) })]),
    ...(silent.length === 0
      ? []
      : [warn(TOLD, { expected: text('un message à l’écran', 'a message on screen'), received: named(silent) })]),
  ];
}

/** One line for each misbehaviour, for the report: grade, what it is, what came of it. French, as journals are. */
export function outcomeLines(outcomes: readonly FaultOutcome[]): string {
  return outcomes
    .map(({ fault, exercised: reached, accepted, tokenUsed, message }) => {
      const outcome = reached ? (accepted ? 'session ouverte' : 'refus') : 'non éprouvé';
      const used = tokenUsed ? ', jeton utilisé' : '';
      const said = message === '' ? '' : ` « ${message} »`;
      return `${fault.grade}  ${fault.id} (${fault.title.fr}) : ${outcome}${used}${said}`;
    })
    .join('\n');
}

function judge(
  check: typeof MUST_REJECT | typeof MUST_ACCEPT,
  outcomes: readonly FaultOutcome[],
  grade: OidcFaultGrade,
  broken: (outcome: FaultOutcome) => boolean,
  { expected, held }: { expected: Text; held: Text },
): Finding {
  const seen = exercised(outcomes, grade);
  if (seen.length === 0) return notObserved(check, { expected });
  const wrong = seen.filter(broken);
  return verify(check, wrong.length === 0, {
    expected,
    received:
      wrong.length === 0
        ? joinTexts([text(`${seen.length} réponses`, `${seen.length} answers`), held], ' ')
        : named(wrong),
  });
}

function exercised(outcomes: readonly FaultOutcome[], grade: OidcFaultGrade): FaultOutcome[] {
  return outcomes.filter((one) => one.exercised && one.fault.grade === grade);
}

function named(outcomes: readonly FaultOutcome[]): Text {
  return joinTexts(
    outcomes.map(({ fault, tokenUsed, accepted }) =>
      joinTexts(
        [
          fault.title,
          accepted
            ? text('session ouverte', 'session open')
            : tokenUsed
              ? text('jeton utilisé', 'token used')
              : text('refus', 'refusal'),
          fault.source,
        ],
        text(' : ', ': '),
      ),
    ),
    ' ; ',
  );
}
