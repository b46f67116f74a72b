import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import type { ReadDocument } from '../actions/reading.js';
import { contentSeen, quotedList, VIEWER } from './wording.js';

/** What a document must show on screen. */
export interface ExpectedOnScreen {
  typeLabel: string;
  author: string;
  /** JJ/MM/AAAA */
  day: string;
  /** Sentences its body holds. */
  markers: readonly string[];
}

const HEADER: CheckDeclaration = {
  id: 'cda.visu.header',
  title: text('L’en-tête affiche le type, l’auteur et la date', 'The header shows the type, the author and the date'),
  rule: { reference: 'REM CDA/VISU.01, CDA/INT.15', confidence: 'stated' },
};

/** Type, author and date are on screen. */
export function checkHeader(read: ReadDocument, expected: ExpectedOnScreen): Finding {
  const holds =
    read.type.includes(expected.typeLabel) && read.author.includes(expected.author) && read.date.includes(expected.day);
  return verify(HEADER, holds, {
    expected: [expected.typeLabel, expected.author, expected.day].join(', '),
    received: joinTexts([read.type, read.author, read.date].map((one) => one || '—')),
    locator: VIEWER,
  });
}

const BODY: CheckDeclaration = {
  id: 'cda.visu.body',
  title: text(
    'Le corps s’affiche en entier : PDF, ou narratif de chaque section',
    'The whole body is displayed: PDF, or narrative of each section',
  ),
  rule: { reference: 'REM CDA/VISU.01, CDA/INT.15, CDA/INT.16', confidence: 'stated' },
};

/** Every sentence the body holds is on screen. */
export function checkBody(read: ReadDocument, { markers }: ExpectedOnScreen): Finding {
  const missing = markers.filter((marker) => !read.content.includes(marker));
  return verify(BODY, read.displayed && missing.length === 0, {
    expected: quotedList(markers),
    received: contentSeen(read.content),
    locator: VIEWER,
  });
}

const PRODUCER: CheckDeclaration = {
  id: 'cda.visu.producer-stylesheet',
  title: text(
    'Le narratif est mis en forme par la feuille de style du producteur',
    'The narrative is presented by the producer’s stylesheet',
  ),
  rule: { reference: 'REM CDA/VISU.01, CDA/INT.16, DMP/UX.29', confidence: 'stated' },
};

/** The stylesheet that travels with the document is used: what only it writes is on screen. */
export function checkProducerStylesheet(read: ReadDocument, banner: string): Finding {
  return verify(PRODUCER, read.presentation === 'producer' && read.content.includes(banner), {
    expected: text(
      `feuille de style du producteur, qui écrit « ${banner} »`,
      `producer’s stylesheet, which writes "${banner}"`,
    ),
    received: joinTexts([read.presentation, contentSeen(read.content)]),
    locator: VIEWER,
  });
}
