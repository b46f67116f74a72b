import { existsSync } from 'node:fs';
import * as prompts from '@clack/prompts';
import { BancError } from '../../mocks/wire/errors.js';
import type { OperatorAnswer, OperatorQuestion, OperatorRequest } from './operator.js';
import { readProvidedFile } from './provided-file.js';
import type { Lang } from './text.js';

const WORDS = {
  fr: {
    done: 'C’est fait, je réponds',
    refuse: 'Le logiciel ne sait pas le faire',
    what: 'Alors ?',
    why: 'Pourquoi ?',
    file: 'Joindre un fichier (capture, export) : chemin, ou vide pour continuer',
    noFile: 'Ce fichier n’existe pas',
    number: 'Un nombre entier est attendu',
    more: 'Ajouter une ligne ?',
    left: 'l’opérateur a quitté',
  },
  en: {
    done: 'Done, I answer',
    refuse: 'The product cannot do it',
    what: 'Well?',
    why: 'Why?',
    file: 'Attach a file (screenshot, export): its path, or empty to go on',
    noFile: 'No such file',
    number: 'A whole number is expected',
    more: 'Add a line?',
    left: 'the operator left',
  },
} as const;

/**
 * Asks the person at the terminal to do one action, then one typed question per field of the observation.
 * One request at a time: callers queue.
 */
export async function askAtTerminal(request: OperatorRequest, lang: Lang): Promise<OperatorAnswer> {
  const words = WORDS[lang];
  const left: OperatorAnswer = { outcome: 'absent', reason: words.left };
  prompts.note(request.instructions, `${request.scenario} — ${request.title}`);
  const choice = await prompts.select({
    message: words.what,
    options: [
      { value: 'done', label: words.done },
      { value: 'refuse', label: words.refuse },
    ],
  });
  if (prompts.isCancel(choice)) return left;
  if (choice === 'refuse') {
    const reason = await prompts.text({ message: words.why });
    return prompts.isCancel(reason) ? left : { outcome: 'refused', reason };
  }
  const values = await askAll(request.questions, lang, '');
  if (typeof values === 'symbol') return left;
  const attachments: string[] = [];
  for (;;) {
    const path = await prompts.text({
      message: words.file,
      defaultValue: '',
      validate: (value) => (value && !existsSync(value) ? words.noFile : undefined),
    });
    if (prompts.isCancel(path)) return left;
    if (path === '') break;
    attachments.push(path);
  }
  return { outcome: 'answered', values, attachments };
}

async function askQuestion(question: OperatorQuestion, lang: Lang): Promise<unknown> {
  const words = WORDS[lang];
  switch (question.kind) {
    case 'boolean':
      return prompts.confirm({ message: question.label });
    case 'choice':
      return prompts.select({
        message: question.label,
        options: (question.choices ?? []).map((value) => ({ value, label: value })),
      });
    case 'number': {
      const answer = await prompts.text({
        message: question.label,
        validate: (value) => (/^-?\d+$/.test(value ?? '') ? undefined : words.number),
      });
      return prompts.isCancel(answer) ? answer : Number(answer);
    }
    case 'file': {
      for (;;) {
        const path = await prompts.text({
          message: question.label,
          validate: (value) => (value && existsSync(value) ? undefined : words.noFile),
        });
        if (prompts.isCancel(path)) return path;
        try {
          return await readProvidedFile(path);
        } catch (error) {
          // A folder, or a file too large: said, and asked again.
          if (!(error instanceof BancError)) throw error;
          prompts.log.error(error.message);
        }
      }
    }
    case 'group':
      return askAll(question.fields ?? [], lang, `${question.label} — `);
    case 'rows': {
      const rows: unknown[] = [];
      for (;;) {
        const more = await prompts.confirm({
          message: `${question.label} (${rows.length}). ${words.more}`,
          initialValue: rows.length === 0,
        });
        if (prompts.isCancel(more)) return more;
        if (!more) return rows;
        const row = await askAll(question.fields ?? [], lang, '');
        if (typeof row === 'symbol') return row;
        // Lines of plain values have one question without a name.
        rows.push('' in row ? row[''] : row);
      }
    }
    default:
      return prompts.text({ message: question.label, defaultValue: '' });
  }
}

async function askAll(
  questions: readonly OperatorQuestion[],
  lang: Lang,
  prefix: string,
): Promise<Record<string, unknown> | symbol> {
  const values: Record<string, unknown> = {};
  for (const question of questions) {
    const value = await askQuestion({ ...question, label: prefix + question.label }, lang);
    if (prompts.isCancel(value)) return value;
    values[question.field] = value;
  }
  return values;
}
