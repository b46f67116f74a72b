import type { Exchange } from '../../../mocks/core/exchange.js';
import type { CdaDocument } from '../../../mocks/wire/cda-document.js';
import type { DocumentEntry } from '../../../mocks/wire/ebrim-objects.js';
import type { ProvidedLot } from '../../../mocks/wire/provide-and-register.js';
import type { Vihf } from '../../../mocks/wire/vihf.js';
import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  type Text,
  text,
  type TextOrData,
  verify,
} from '../../harness/index.js';
import type { ListedSending, SendingState } from '../actions/feeding.js';
import { quoted, transactionName } from './wording.js';

/** typeCode of the signature document of a lot (dmp.md §9). */
export const SIGNATURE_TYPE = 'E1762';

/** One flow that feeds the DMP, read. */
export interface Feeding {
  exchange: Exchange;
  /** The DMP said Success. */
  accepted: boolean;
  /** Sent as multipart MTOM. */
  mtom: boolean;
  vihf?: Vihf;
  lot?: ProvidedLot;
  /** The document of the lot that is no signature. */
  document?: DocumentEntry;
  /** Its bytes. */
  content?: Buffer;
  /** The same, read. */
  cda?: CdaDocument;
  /** Why the message could not be read. */
  problem?: string;
}

const EXCHANGES = text('échanges TD2.1', 'TD2.1 exchanges');
const SCREEN = text('état d’envoi affiché', 'sending state shown');

const SENT_ONCE: CheckDeclaration = {
  id: 'dmp.feeding.sent-once',
  title: text(
    'Le document part vers le DMP, accepté, une seule fois',
    'The document goes to the DMP, accepted, exactly once',
  ),
  rule: { reference: 'REM DMP/ALI/PROG.02, GI DMP EX_GEN-1060', confidence: 'stated' },
};

const NOT_SENT: CheckDeclaration = {
  id: 'dmp.feeding.not-sent',
  title: text('Rien ne part vers le DMP pour ce document', 'Nothing goes to the DMP for this document'),
  rule: { reference: 'REM DMP/ALI/PROG.03, DMP/CONF.09', confidence: 'stated' },
};

const STATE_SHOWN: CheckDeclaration = {
  id: 'dmp.feeding.state-shown',
  title: text(
    'L’écran montre l’état d’envoi de chaque document, celui du DMP',
    'The screen shows the sending state of each document, that of the DMP',
  ),
  rule: { reference: 'REM DMP/HISTO.01, DMP/ALI/PROG.06', confidence: 'stated' },
};

const STATES: Readonly<Record<SendingState, Text>> = {
  sent: text('envoyé', 'sent'),
  waiting: text('en attente', 'waiting'),
  withheld: text('retenu', 'withheld'),
  refused: text('refusé par le DMP', 'refused by the DMP'),
  blocked: text('bloqué par l’opposition', 'blocked by the opposition'),
  'not-shown': text('non affiché', 'not shown'),
};

/** A document whose sending is judged. */
export interface FedDocument {
  title: string;
}

/**
 * One accepted flow for a document, and no other but those the bench made fail. `feedings`: those of its title.
 */
export function checkSentOnce(feedings: readonly Feeding[], { title }: FedDocument): Finding {
  const accepted = feedings.filter((feeding) => feeding.accepted);
  const first = accepted[0] ?? feedings[0];
  const others = feedings.filter((one) => one !== first && one.exchange.fault === undefined);
  return verify(SENT_ONCE, accepted.length === 1 && others.length === 0, {
    expected: text(`une TD2.1 acceptée pour « ${title} »`, `one accepted TD2.1 for "${title}"`),
    received: feedingsWords(feedings),
    locator: EXCHANGES,
    ...(first ? { exchange: first.exchange.id } : {}),
  });
}

/** No flow for a document, for the reason told. */
export function checkNotSent(feedings: readonly Feeding[], { title }: FedDocument, why: Text): Finding {
  const first = feedings[0];
  return verify(NOT_SENT, feedings.length === 0, {
    expected: text(`aucune TD2.1 pour « ${title} » (${why.fr})`, `no TD2.1 for "${title}" (${why.en})`),
    received: feedingsWords(feedings),
    locator: EXCHANGES,
    ...(first ? { exchange: first.exchange.id } : {}),
  });
}

/** The state shown of one document is one of those expected. */
export function checkStateShown(
  observed: { state: SendingState; stateText: string },
  expected: readonly SendingState[],
  { title }: FedDocument,
): Finding {
  return verify(STATE_SHOWN, expected.includes(observed.state), {
    expected: joinTexts(
      [
        quoted(title),
        joinTexts(
          expected.map((one) => STATES[one]),
          text(' ou ', ' or '),
        ),
      ],
      text(' : ', ': '),
    ),
    received: joinTexts([STATES[observed.state], quoted(observed.stateText)]),
    locator: SCREEN,
  });
}

/** The state of a document in a list; `not-shown` when it is not there. */
export function stateIn(
  documents: readonly ListedSending[],
  title: string,
): Pick<ListedSending, 'state' | 'stateText'> {
  return documents.findLast((one) => one.title === title) ?? { state: 'not-shown', stateText: '' };
}

const NO_DETOUR: CheckDeclaration = {
  id: 'dmp.feeding.no-detour',
  title: text(
    'L’alimentation ne demande ni autorisation (TD0.3) ni recherche (TD3.1) automatique',
    'Feeding asks for no authorisation (TD0.3) and no automatic search (TD3.1)',
  ),
  rule: { reference: 'GI DMP EX_3.1-2030 ; DMP/CONF.05', confidence: 'stated' },
};

/** `exchanges`: those of the patient since the user validated the document, nothing else being asked. */
export function checkNoDetour(exchanges: readonly Exchange[]): Finding {
  const detours = exchanges.filter(({ transaction }) => ['td0-3', 'td3-1a', 'td3-1b'].includes(transaction ?? ''));
  const seen: TextOrData[] = exchanges.map(({ id, transaction }) => joinTexts([id, transactionName(transaction)], ' '));
  const [first] = detours;
  return verify(NO_DETOUR, detours.length === 0, {
    expected: text('ni TD0.3 ni TD3.1 autour de la TD2.1', 'neither TD0.3 nor TD3.1 around the TD2.1'),
    received: joinTexts(seen, ' → ', text('aucun échange', 'no exchange')),
    locator: text('échanges depuis la validation', 'exchanges since the validation'),
    ...(first ? { exchange: first.id } : {}),
  });
}

/** What was seen of the feeding of one document. */
export function feedingsWords(feedings: readonly Feeding[]): Text {
  const seen = feedings.map(({ exchange, accepted, problem }) => {
    const outcome = accepted
      ? text('acceptée', 'accepted')
      : text(
          `non acceptée (HTTP ${exchange.response?.status ?? '—'})`,
          `not accepted (HTTP ${exchange.response?.status ?? '—'})`,
        );
    return joinTexts([exchange.id, outcome, ...(problem === undefined ? [] : [problem])], ' ');
  });
  return joinTexts(seen, ', ', text('aucune TD2.1', 'no TD2.1'));
}
