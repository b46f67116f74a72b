import { extractText, getMeta } from 'unpdf';
import { type Text, text } from '../harness/index.js';
import type { PaperFacts } from './checks/paper.js';

const KINDS: readonly { starts: RegExp; kind: Text }[] = [
  { starts: /^%PDF-/, kind: text('PDF', 'PDF') },
  { starts: /^\x89PNG/, kind: text('image PNG', 'PNG picture') },
  { starts: /^\xff\xd8\xff/, kind: text('image JPEG', 'JPEG picture') },
  { starts: /^PK\x03\x04/, kind: text('document bureautique ou archive', 'office document or archive') },
];

/** Looks at the bytes of a paper. `now` tells its age; nothing is trusted, everything is told. Never throws. */
export async function paperFacts(bytes: Buffer, now: Date): Promise<PaperFacts> {
  if (bytes.length === 0) {
    return { kind: text('vide', 'empty'), problem: text('fichier vide', 'empty file'), notes: [] };
  }
  const known = KINDS.find(({ starts }) => starts.test(bytes.subarray(0, 16).toString('latin1')));
  if (!known) {
    return {
      kind: text('fichier d’un format que le banc ne lit pas', 'file of a format the bench does not read'),
      notes: [],
    };
  }
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? pdfFacts(bytes, now) : { kind: known.kind, notes: [] };
}

async function pdfFacts(bytes: Buffer, now: Date): Promise<PaperFacts> {
  const kind = text('PDF', 'PDF');
  try {
    // pdf.js takes the buffer over: each call gets its own.
    const { text: words, totalPages } = await extractText(new Uint8Array(bytes), { mergePages: true });
    const { info } = (await getMeta(new Uint8Array(bytes))) as { info: Record<string, unknown> };
    const date = [info['ModDate'], info['CreationDate']].find((one) => typeof one === 'string') ?? '';
    const notes = [pages(totalPages), dated(date, now), signed(bytes), ...packagesIn(words)];
    return { kind, ...(words.trim() === '' ? {} : { words: words.normalize('NFC').replace(/\s+/g, ' ') }), notes };
  } catch (error) {
    const locked = error instanceof Error && error.name === 'PasswordException';
    const problem = locked
      ? text('PDF protégé par un mot de passe', 'PDF protected by a password')
      : text('PDF illisible', 'unreadable PDF');
    return { kind, problem, notes: [] };
  }
}

/** Versions of the CNDA package the paper names: 2.9.0 and 2.10.0 are both accepted (requirements.md §13, Q1). */
function packagesIn(words: string): Text[] {
  const found = [...new Set(words.match(/(?<![\d.])2\.(?:9|10)(?:\.\d+)?(?![\d.]*\d)/g) ?? [])].join(', ');
  return found === '' ? [] : [text(`package ${found}`, `package ${found}`)];
}

function pages(count: number): Text {
  return text(`${count} page${count > 1 ? 's' : ''}`, `${count} page${count > 1 ? 's' : ''}`);
}

function dated(date: string, now: Date): Text {
  const [, year, month, day] = /^D:(\d{4})(\d\d)(\d\d)/.exec(date) ?? [];
  if (year === undefined || month === undefined || day === undefined) return text('sans date', 'undated');
  const months = (now.getUTCFullYear() - Number(year)) * 12 + now.getUTCMonth() + 1 - Number(month);
  return text(`daté du ${day}/${month}/${year} (${months} mois)`, `dated ${year}-${month}-${day} (${months} months)`);
}

function signed(bytes: Buffer): Text {
  return /\/ByteRange\s*\[\s*0\s+\d+\s+\d+\s+\d+\s*\]/.test(bytes.toString('latin1'))
    ? text('signature électronique présente, à vérifier', 'electronic signature there, to be verified')
    : text('sans signature électronique', 'no electronic signature');
}
