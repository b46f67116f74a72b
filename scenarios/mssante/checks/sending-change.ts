import { pdfText } from '../../../mocks/wire/pdf-text.js';
import { foldWords } from '../../../mocks/wire/mail-words.js';
import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import type { SubmittedMail } from '../submitted-mail.js';
import { exchangeOf } from './sending-screen.js';

const MENTION: CheckDeclaration = {
  id: 'mss.sending.mention',
  title: text(
    'Le document modifié porte la mention « annule et remplace »',
    'The modified document bears the "annule et remplace" mention',
  ),
  rule: { reference: 'REM MSS/va1.13', confidence: 'stated' },
};
/** "Annule et remplace", whatever the case and what stands between the words on the page. */
const WORDS = 'ANNULE ET REMPLACE';

/** A preset mention is offered, and every PDF sent shows it. */
export function checkMention(mails: readonly SubmittedMail[], presetMention: string): Finding {
  const pages = mails.flatMap(({ pdfs }) => pdfs.map(({ content }) => (pdfText(content) ?? []).join(' ')));
  const shown = pages.filter((page) => foldWords(page).includes(WORDS));
  const preset = foldWords(presetMention).includes(WORDS);
  return verify(MENTION, preset && pages.length > 0 && shown.length === pages.length, {
    expected: text(
      'mention prédéfinie à l’écran, et « annule et remplace » dans chaque PDF',
      'preset mention on screen, and "annule et remplace" in every PDF',
    ),
    received: joinTexts([
      text(`mention proposée : « ${presetMention} »`, `mention offered: "${presetMention}"`),
      text(`mention dans ${shown.length} PDF sur ${pages.length}`, `mention in ${shown.length} PDF of ${pages.length}`),
    ]),
    locator: 'PDF',
    ...exchangeOf(mails),
  });
}

const WARNED: CheckDeclaration = {
  id: 'mss.sending.warned',
  title: text(
    'Les destinataires du document sont avertis de son remplacement ou de sa suppression',
    'The recipients of the document are warned of its replacement or deletion',
  ),
  rule: { reference: 'REM MSS/UX.38 ; volet Transmission de documents CDA, actions C et D', confidence: 'stated' },
};

/**
 * Exactly the addresses that had the document are written to, once each, with the action asked: `C` and the new
 * version, or `D`.
 */
export function checkWarned(
  mails: readonly SubmittedMail[],
  expected: { action: 'C' | 'D'; recipients: readonly string[]; version: string },
): Finding {
  const told = ({ archive, cdas, mail }: SubmittedMail): string[] =>
    mail.to.map(
      ({ address }) =>
        `${address.toLowerCase()} : ${archive?.documents[0]?.entry.action ?? '∅'}, version ${cdas[0]?.versionNumber ?? '∅'}`,
    );
  const wanted = expected.recipients
    .map((address) => `${address.toLowerCase()} : ${expected.action}, version ${expected.version}`)
    .toSorted();
  const seen = mails.flatMap(told).toSorted();
  return verify(WARNED, wanted.join() === seen.join(), {
    expected: wanted.join(' ; '),
    received: seen.join(' ; ') || text('aucun message', 'no message'),
    locator: 'METADATA.XML, urn:action:extraMetadataSlot',
    ...exchangeOf(mails),
  });
}

const OTHERS: CheckDeclaration = {
  id: 'mss.sending.others-untouched',
  title: text(
    'Rien n’est envoyé de ce que le logiciel n’a pas produit',
    'Nothing is sent about what the product did not write',
  ),
  rule: { reference: 'REM MSS/UX.38', confidence: 'stated' },
};

/** The deletion of a document that came from elsewhere is told to nobody. */
export function checkNobodyWarned(mails: readonly SubmittedMail[]): Finding {
  const reached = mails.flatMap(({ mail }) => mail.to.map(({ address }) => address));
  return verify(OTHERS, mails.length === 0, {
    expected: text('aucun message', 'no message'),
    received: reached.join(', ') || text('aucun message', 'no message'),
    locator: text('opérateur, messages soumis', 'operator, messages submitted'),
    ...exchangeOf(mails),
  });
}
