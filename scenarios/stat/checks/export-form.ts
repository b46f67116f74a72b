import type { Statistics } from '../../../mocks/wire/statistics-csv.js';
import { type CheckDeclaration, fail, type Finding, joinTexts, pass, text, verify, warn } from '../../harness/index.js';
import { columnsWords, formWords, oddityWords } from './form-words.js';
import { readFiles, type UsageExport } from './usage-export.js';

const RULE = { reference: 'REM STAT/ES.01 ; AMA 09/09/2025', confidence: 'stated' } as const;

const READABLE: CheckDeclaration = {
  id: 'stat.file.readable',
  title: text('L’export se lit : un CSV de comptes', 'The export can be read: a CSV of counts'),
  rule: RULE,
};

const TYPE_COLUMN: CheckDeclaration = {
  id: 'stat.file.type-column',
  title: text('Une colonne « Type de document »', 'A column "Type de document"'),
  rule: RULE,
};

const CELLS: CheckDeclaration = {
  id: 'stat.file.cells',
  title: text(
    'Chaque ligne compte : un mois, des nombres entiers, une seule fois',
    'Every row counts: a month, whole numbers, only once',
  ),
  rule: RULE,
};

const WRITING: CheckDeclaration = {
  id: 'stat.file.writing',
  title: text('Le fichier s’écrit sans détour', 'The file is written plainly'),
  rule: RULE,
};

/** What can be said of the files whatever they count: readable, columns, cells. */
export function judgeFileForm(exported: UsageExport): Finding[] {
  return [...readable(exported), ...typeColumn(exported), ...cells(exported), ...writing(exported)];
}

function readable(exported: UsageExport): Finding[] {
  if (exported.files.length === 0) {
    return [fail(READABLE, { expected: text('un fichier au moins', 'one file at least'), received: '0' })];
  }
  return exported.files.map(({ name, problem, statistics }) =>
    problem === undefined
      ? pass(READABLE, {
          ...(statistics ? { received: joinTexts([formWords(statistics.form), columnsWords(statistics)], ' ; ') } : {}),
          locator: name,
        })
      : fail(READABLE, {
          expected: text('un CSV de statistiques d’usage', 'a CSV of usage statistics'),
          received: problem,
          locator: name,
        }),
  );
}

function typeColumn(exported: UsageExport): Finding[] {
  const files = readFiles(exported);
  return files.map(({ name, statistics }) => {
    const column = statistics.columns.find(({ role }) => role === 'type');
    const expected = text('une colonne « Type de document »', 'a column "Type de document"');
    if (column) {
      if (/^type de document$/i.test(column.name)) return pass(TYPE_COLUMN, { locator: name });
      return warn(TYPE_COLUMN, {
        expected,
        received: text(`colonne « ${column.name} »`, `column "${column.name}"`),
        locator: name,
      });
    }
    const [typed] = statistics.details.values('type');
    if (typed === undefined || typed === '') {
      return fail(TYPE_COLUMN, {
        expected,
        received: joinTexts(statistics.columns.map((one) => one.name)),
        locator: `${name}, ${lineText(statistics.headerLine)}`,
      });
    }
    return warn(TYPE_COLUMN, {
      message: text(
        'Un fichier par type de document : ni confirmé ni refusé par l’ANS ; donnez-les tous.',
        'One file per document type: neither confirmed nor refused by the ANS; hand over all of them.',
      ),
      expected,
      received: text(`un fichier pour le type ${typed}`, `a file for type ${typed}`),
      locator: name,
    });
  });
}

function cells(exported: UsageExport): Finding[] {
  return readFiles(exported).map(({ name, statistics }) => {
    const { problems, problemCount, repeated, repeatedCount } = statistics;
    const [problem] = problems;
    const [twice] = repeated;
    if (problem) {
      return fail(CELLS, {
        expected: text('un mois, un canal et des nombres entiers', 'a month, a channel and whole numbers'),
        received: more(`${problem.column} : ${problem.problem}`, problemCount),
        locator: `${name}, ${lineText(problem.line)}, « ${problem.column} »`,
      });
    }
    if (twice) {
      const { month, finess, channel, type } = twice.key;
      return fail(CELLS, {
        expected: text('une seule ligne par mois, canal et type', 'a single row per month, channel and type'),
        received: more([month, finess, channel, type].filter((one) => one !== '').join(' / '), repeatedCount),
        locator: `${name}, ${lineText(twice.line)}`,
      });
    }
    return verify(CELLS, statistics.lines > 0, {
      expected: text('des lignes', 'rows'),
      received: text(`${statistics.lines} lignes`, `${statistics.lines} rows`),
      locator: name,
    });
  });
}

/** Told only when something is unusual: never a failure. */
function writing(exported: UsageExport): Finding[] {
  return readFiles(exported).flatMap(({ name, statistics }) => {
    const odd = oddityWords(statistics);
    return odd === undefined ? [] : [warn(WRITING, { message: odd, locator: name })];
  });
}

function more(first: string, count: number) {
  return count > 1 ? text(`${first} ; et ${count - 1} autres`, `${first}; and ${count - 1} more`) : first;
}

/** `ligne 12`, in a locator. */
export function lineText(line: Statistics['headerLine']): string {
  return `ligne ${line}`;
}
