import { type CheckDeclaration, type Finding, joinTexts, review, text, verify } from '../../harness/index.js';

const CONF11 = { reference: 'REM DMP/CONF.11 ; FAQ 10943 du 15/12/2025', confidence: 'stated' } as const;
const AIRS07 = { reference: 'REM DMP/AIRS.07', confidence: 'stated' } as const;
const FIRST_SCREEN = text('premier écran après la connexion', 'first screen after sign-in');
const NOTHING = text('rien', 'nothing');
const IDENTIFIER = /RPPS|identifiant national/i;

/** What a sign-in showed. */
export interface InformationSeen {
  /** '' when nothing was shown. */
  text: string;
  /** Words of the acknowledgement; '' when none was asked. */
  acknowledgement: string;
  refusedWithoutTick: boolean;
}

const FIRST: CheckDeclaration = {
  id: 'dmp.conf11.first-sign-in',
  title: text(
    'Le professionnel est informé à sa première connexion et en prend connaissance',
    'The professional is informed at their first sign-in and acknowledges it',
  ),
  rule: CONF11,
};

/** A text is shown at the first sign-in, with an acknowledgement. */
export function checkInformedFirst(seen: InformationSeen): Finding {
  return verify(FIRST, seen.text !== '' && seen.acknowledgement !== '', {
    expected: text('une information et une prise de connaissance', 'an information and an acknowledgement'),
    received: joinTexts(
      [
        seen.text || text('aucune information', 'no information'),
        seen.acknowledgement || text('aucune prise de connaissance', 'no acknowledgement'),
      ],
      ' | ',
    ),
    locator: FIRST_SCREEN,
  });
}

const WORDING: CheckDeclaration = {
  id: 'dmp.conf11.wording',
  title: text('Les deux textes sont ceux qui sont imposés', 'Both texts are the imposed ones'),
  rule: CONF11,
};

/** The imposed texts are not public: a reviewer compares. */
export function reviewWording(seen: InformationSeen): Finding {
  return review(WORDING, {
    expected: text(
      'le texte d’information et le texte du bouton imposés par la FAQ 10943, que le banc ne connaît pas',
      'the information text and the button text imposed by FAQ 10943, which the bench does not know',
    ),
    received: `${seen.text} | ${seen.acknowledgement}`,
    locator: FIRST_SCREEN,
  });
}

const NOT_OTHERWISE: CheckDeclaration = {
  id: 'dmp.conf11.not-otherwise',
  title: text(
    'L’information n’est affichée ni par patient, ni avant la fin de la période',
    'The information is shown neither per patient nor before the period is over',
  ),
  rule: CONF11,
};

/** Neither in the records opened after the sign-in, nor at a second sign-in inside the period. */
export function checkNotOtherwise(perPatient: readonly boolean[], secondSignIn: InformationSeen): Finding {
  const inRecords = perPatient.some(Boolean);
  return verify(NOT_OTHERWISE, !inRecords && secondSignIn.text === '', {
    expected: text(
      'rien dans les dossiers ouverts ni à la connexion suivante',
      'nothing in opened records nor at the next sign-in',
    ),
    received: joinTexts(
      [
        ...(inRecords ? [text('affichée dans un dossier', 'shown in a record')] : []),
        ...(secondSignIn.text === '' ? [] : [text('affichée à la connexion suivante', 'shown at the next sign-in')]),
      ],
      ', ',
      NOTHING,
    ),
    locator: text('dossiers ouverts, connexion suivante', 'opened records, next sign-in'),
  });
}

const AGAIN: CheckDeclaration = {
  id: 'dmp.conf11.shown-again',
  title: text(
    'L’information est affichée de nouveau, la période échue',
    'The information is shown again once the period is over',
  ),
  rule: CONF11,
};

/** Shown again, with its acknowledgement, when the configured period is over. */
export function checkShownAgain(seen: InformationSeen): Finding {
  return verify(AGAIN, seen.text !== '' && seen.acknowledgement !== '', {
    expected: text('l’information et sa prise de connaissance', 'the information and its acknowledgement'),
    received: joinTexts(
      [seen.text || NOTHING, seen.acknowledgement || text('aucune prise de connaissance', 'no acknowledgement')],
      ' | ',
    ),
    locator: FIRST_SCREEN,
  });
}

const NOTICE: CheckDeclaration = {
  id: 'dmp.airs07.first-notice',
  title: text(
    'À la première connexion, un avis sur l’identifiant national et une case à cocher obligatoire',
    'At the first sign-in, a notice on the national identifier and a compulsory tick box',
  ),
  rule: AIRS07,
};

/** The notice speaks of the national identifier, and one cannot go on without ticking. */
export function checkFirstNotice(seen: InformationSeen): Finding {
  return verify(NOTICE, IDENTIFIER.test(seen.text) && seen.refusedWithoutTick, {
    expected: text(
      'un avis qui cite le RPPS ou l’identifiant national, impossible à passer sans cocher',
      'a notice that names the RPPS or national identifier, which cannot be left without ticking',
    ),
    received: joinTexts(
      [
        seen.text || text('aucun avis', 'no notice'),
        seen.refusedWithoutTick
          ? text('case obligatoire', 'compulsory box')
          : text('case absente ou facultative', 'box missing or optional'),
      ],
      ' | ',
    ),
    locator: FIRST_SCREEN,
  });
}

const SPLASH: CheckDeclaration = {
  id: 'dmp.airs07.splash',
  title: text('L’écran d’accueil porte la mention', 'The welcome screen carries the mention'),
  rule: AIRS07,
};

/** The welcome screen names the national identifier. */
export function checkSplash(shown: string): Finding {
  return verify(SPLASH, IDENTIFIER.test(shown), {
    expected: text('une mention du RPPS ou de l’identifiant national', 'a mention of the RPPS or national identifier'),
    received: shown || NOTHING,
    locator: text('écran d’accueil', 'welcome screen'),
  });
}
