import type { Mailbox } from '../../../fixtures/people.js';
import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';

const REFERENCE = { reference: 'REM MSS/UX.36, ECO.3.2.3', confidence: 'stated' } as const;

const TOGETHER: CheckDeclaration = {
  id: 'mss.mailboxes.together',
  title: text('Plusieurs boîtes sont ouvertes en même temps', 'Several mailboxes are open at the same time'),
  rule: REFERENCE,
};

/** Every mailbox opened is shown as open. */
export function checkOpenTogether(shown: readonly string[], opened: readonly Mailbox[]): Finding {
  return verify(
    TOGETHER,
    opened.every(({ address }) => shown.includes(address)),
    {
      expected: opened.map(({ address }) => address).join(', '),
      received: shown.join(', ') || text('aucune boîte ouverte', 'no open mailbox'),
      locator: text('écran, boîtes ouvertes', 'screen, open mailboxes'),
    },
  );
}

const OWN: CheckDeclaration = {
  id: 'mss.mailboxes.own-messages',
  title: text('Chaque boîte montre ses propres messages', 'Each mailbox shows its own messages'),
  rule: REFERENCE,
};

/** What one mailbox shows, beside what it was sent. */
export interface ShownMailbox {
  mailbox: Mailbox;
  subjects: readonly string[];
  /** Subject of the message it was sent. */
  own: string;
}

/** Each mailbox shows the message it was sent, and not those of the others. */
export function checkOwnMessages(shown: readonly ShownMailbox[]): Finding {
  const wrong = shown.flatMap(({ mailbox: { address }, subjects, own }) => {
    const strangers = shown.filter((one) => one.own !== own && subjects.includes(one.own));
    return [
      ...(subjects.includes(own) ? [] : [text(`${address} sans « ${own} »`, `${address} without "${own}"`)]),
      ...strangers.map((one) => text(`${address} avec « ${one.own} »`, `${address} with "${one.own}"`)),
    ];
  });
  return verify(OWN, wrong.length === 0, {
    expected: joinTexts(
      shown.map(({ mailbox: { address }, own }) => `${address} : « ${own} »`),
      ' ; ',
    ),
    received: joinTexts(wrong, ' ; ', text('chacune les siens', 'each one its own')),
    locator: text('écran, messages reçus', 'screen, received messages'),
  });
}
