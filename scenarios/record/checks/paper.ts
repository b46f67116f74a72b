import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  review,
  type Text,
  text,
  verify,
} from '../../harness/index.js';

/** What a machine can tell of a paper. */
export interface PaperFacts {
  kind: Text;
  /** Why it cannot serve, when it cannot. */
  problem?: Text;
  /** Its text; undefined when it has none a machine can read. */
  words?: string;
  /** Pages, date, signature: for the reader. */
  notes: readonly Text[];
}

/** Words a paper must hold, with what they stand for. */
export interface Mention {
  label: Text;
  pattern: RegExp;
}

/** A paper that proves a requirement: what is asked for, what a machine can find in it, what a human must answer. */
export interface Paper {
  /** `N° preuve`. */
  proof: string;
  /** What it is, as asked for. */
  what: Text;
  mentions: readonly Mention[];
  /** What only a reader can tell. */
  question: Text;
}

const FILE = text('pièce remise', 'paper handed over');

const READABLE: CheckDeclaration = {
  id: 'paper.readable',
  title: text(
    'La pièce se lit : un document, non vide, sans mot de passe',
    'The paper can be read: a document, not empty, without a password',
  ),
  rule: { reference: 'Texte de l’exigence, preuve par un document (REM)', confidence: 'stated' },
};

const MENTIONS: CheckDeclaration = {
  id: 'paper.mentions',
  title: text('La pièce parle de ce qu’elle doit prouver', 'The paper tells of what it must prove'),
  rule: { reference: 'Texte de l’exigence, preuve par un document (REM)', confidence: 'stated' },
};

const TO_VERIFY: CheckDeclaration = {
  id: 'paper.to-verify',
  title: text('À vérifier par un lecteur', 'To be verified by a reader'),
  rule: { reference: 'Texte de l’exigence, preuve par un document (REM)', confidence: 'stated' },
};

/**
 * Judges a paper: that it can be read and holds the words it must; the rest is for a human, with what a machine saw.
 * A paper never proves anything by itself: its best verdict is `review`.
 */
export function checkPaper(paper: Paper, facts: PaperFacts): Finding[] {
  const readable = verify(READABLE, facts.problem === undefined, {
    expected: text('PDF, image ou document de texte', 'PDF, picture or text document'),
    received: facts.problem ?? facts.kind,
    locator: FILE,
  });
  if (facts.problem !== undefined) return [readable];
  return [readable, checkMentions(paper, facts), toVerify(paper, facts)];
}

function checkMentions({ mentions }: Paper, { words }: PaperFacts): Finding {
  const expected = joinTexts(mentions.map(({ label }) => label));
  if (words === undefined) {
    const message = text(
      'Le texte de la pièce ne se lit pas (image ?) : à lire.',
      'The text of the paper cannot be read (a picture?): to be read.',
    );
    return review(MENTIONS, { expected, message, locator: FILE });
  }
  const missing = mentions.filter(({ pattern }) => !pattern.test(words)).map(({ label }) => label);
  return verify(MENTIONS, missing.length === 0, {
    expected,
    received:
      missing.length === 0
        ? text('toutes trouvées', 'all found')
        : joinTexts([text('ne se trouve pas :', 'not found:'), joinTexts(missing)], ' '),
    locator: FILE,
  });
}

function toVerify({ question }: Paper, facts: PaperFacts): Finding {
  return review(TO_VERIFY, {
    message: question,
    expected: text('une réponse d’un lecteur', 'an answer by a reader'),
    received: joinTexts([facts.kind, ...facts.notes], ' ; '),
    locator: FILE,
  });
}
