import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  notObserved,
  review,
  text,
  verify,
} from '../../harness/index.js';
import type { RecordGlance } from '../actions/consent.js';
import type { Feeding } from './feeding.js';
import { transactionName } from './wording.js';

/** The deck states what is asked; only its tie to DMP/UX.06 is inferred, since it prints no requirement number. */
const RULE = {
  reference: 'AMA 09/09/2025, connexion secrète d’un mineur (rattachement à DMP/UX.06 déduit)',
  confidence: 'stated',
} as const;
const CODE = 'INVISIBLE_REPRESENTANTS_LEGAUX';
const RECORD = text('dossier du patient, à l’ouverture', 'patient record, at opening');
const ATTRIBUTE = '//saml2:Attribute[@Name="urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code"]';

/** What the VIHF of one request says of a secret connection. */
export interface VihfSecrecy {
  exchange: string;
  transaction?: string;
  /** Value of the attribute; '' when absent. */
  confidentiality: string;
}

const VISIBLE: CheckDeclaration = {
  id: 'dmp.secret.visible',
  title: text(
    'La connexion secrète est clairement visible à l’ouverture du dossier',
    'The secret connection is clearly visible at record opening',
  ),
  rule: RULE,
};

/** Signalled without a click during the episode. */
export function checkSecretVisible(observed: RecordGlance): Finding {
  return verify(VISIBLE, observed.secretShown, {
    expected: text('connexion secrète signalée', 'secret connection signalled'),
    received: observed.secretShown ? text('signalée', 'signalled') : text('non signalée', 'not signalled'),
    locator: RECORD,
  });
}

const CARRIED: CheckDeclaration = {
  id: 'dmp.secret.in-every-request',
  title: text(
    'Chaque requête DMP de l’épisode porte la connexion secrète',
    'Each DMP request of the episode carries the secret connection',
  ),
  rule: RULE,
};

/** Every request about the patient carries the attribute. */
export function checkSecretCarried(requests: readonly VihfSecrecy[]): Finding {
  const expected = text(`${CODE} dans le VIHF de chaque requête`, `${CODE} in the VIHF of each request`);
  if (requests.length === 0) return notObserved(CARRIED, { expected });
  const without = requests.filter(({ confidentiality }) => !confidentiality.startsWith(CODE));
  return verify(CARRIED, without.length === 0, {
    expected,
    received:
      without.length === 0
        ? text(`présent (requêtes : ${requests.length})`, `present (requests: ${requests.length})`)
        : text(`absent de ${transactions(without).fr}`, `missing in ${transactions(without).en}`),
    locator: ATTRIBUTE,
    exchange: (without[0] ?? requests[0])?.exchange ?? '',
  });
}

const DOCUMENT_HIDDEN: CheckDeclaration = {
  id: 'dmp.secret.document-hidden',
  title: text(
    'Un document de l’épisode est déposé non visible par les représentants légaux',
    'A document of the episode is fed as not visible to the legal representatives',
  ),
  rule: { reference: 'AMA 09/09/2025, flux de documents de l’épisode (code XDS déduit)', confidence: 'inferred' },
};

/** Documents fed without the code are for a reviewer: no source read says it of their metadata. Nothing when all carry it. */
export function reviewDocumentHidden(feedings: readonly Feeding[]): Finding[] {
  return feedings
    .filter(({ document }) => document?.confidentialityCodes.every(({ code }) => code !== CODE) ?? true)
    .map(({ exchange, document }) =>
      review(DOCUMENT_HIDDEN, {
        expected: CODE,
        received: joinTexts(
          (document?.confidentialityCodes ?? []).map(({ code }) => code),
          ', ',
          text('aucun code de confidentialité', 'no confidentiality code'),
        ),
        locator: 'ExtrinsicObject/Classification confidentialityCode',
        exchange: exchange.id,
      }),
    );
}

const REMOVED: CheckDeclaration = {
  id: 'dmp.secret.removed-at-end',
  title: text(
    'La connexion secrète disparaît à la fin de l’épisode de soins',
    'The secret connection disappears at the end of the care episode',
  ),
  rule: RULE,
};

/** After the discharge it is neither on screen nor in any request. */
export function checkSecretRemoved(observed: RecordGlance, requests: readonly VihfSecrecy[]): Finding {
  const still = requests.filter(({ confidentiality }) => confidentiality !== '');
  return verify(REMOVED, !observed.secretShown && still.length === 0, {
    expected: text('ni à l’écran, ni dans les requêtes', 'neither on screen nor in requests'),
    received: joinTexts(
      [
        observed.secretShown
          ? text('signalée à l’écran', 'signalled on screen')
          : text('absente de l’écran', 'not on screen'),
        still.length === 0
          ? text('absente des requêtes', 'not in requests')
          : text(`présente dans ${transactions(still).fr}`, `in ${transactions(still).en}`),
      ],
      ', ',
    ),
    locator: ATTRIBUTE,
    ...(still[0] ? { exchange: still[0].exchange } : {}),
  });
}

const ASKED_AGAIN: CheckDeclaration = {
  id: 'dmp.secret.asked-again',
  title: text(
    'La question est reposée à l’épisode de soins suivant',
    'The question is asked again at the next care episode',
  ),
  rule: RULE,
};

/** After a new admission the product asks again, and the former answer is not taken up. */
export function checkSecretAskedAgain(observed: RecordGlance): Finding {
  return verify(ASKED_AGAIN, observed.secretAsked && !observed.secretShown, {
    expected: text('question posée, réponse précédente oubliée', 'question asked, former answer forgotten'),
    received: joinTexts([
      observed.secretAsked
        ? text('question posée', 'question asked')
        : text('question non posée', 'question not asked'),
      observed.secretShown
        ? text('connexion secrète reprise', 'secret connection taken up')
        : text('pas de connexion secrète', 'no secret connection'),
    ]),
    locator: RECORD,
  });
}

const ONLY_IF_ENABLED: CheckDeclaration = {
  id: 'dmp.secret.only-if-enabled',
  title: text(
    'La connexion secrète n’est proposée que si le DMP l’a activée',
    'The secret connection is only offered when the DMP has enabled it',
  ),
  rule: { reference: 'Kit DMP, paramètre fonctions-gestion-mineurs (EX_GEN-1550)', confidence: 'stated' },
};

/** With `fonctions-gestion-mineurs` = false the product neither offers nor asks it. */
export function checkSecretNotOffered(offered: boolean, observed: RecordGlance): Finding {
  return verify(ONLY_IF_ENABLED, !offered && !observed.secretAsked && !observed.secretShown, {
    expected: text('ni proposée, ni demandée, ni active', 'neither offered, nor asked, nor active'),
    received: offered || observed.secretAsked ? text('proposée', 'offered') : text('non proposée', 'not offered'),
    locator: text(
      'dossier du patient, fonctions-gestion-mineurs = false',
      'patient record, fonctions-gestion-mineurs = false',
    ),
  });
}

function transactions(requests: readonly VihfSecrecy[]) {
  return joinTexts([...new Set(requests.map(({ transaction }) => transaction))].map(transactionName));
}
