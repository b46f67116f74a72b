import type { Socket } from 'node:net';
import { parser } from 'imapflow/lib/handler/imap-handler.js';
import type { ImapAttribute } from 'imapflow/lib/handler/types.js';
import { readCommand } from '../../mocks/mssante/imap-command.js';
import { type ImapReader, readImap } from '../../mocks/mssante/imap-reader.js';

/** A value of an answer: what it says, whether it was an atom, a quoted string or a literal. */
export type Value = string | null | Value[];

/** What a server answered to one command, without what servers word as they like. */
export interface Answer {
  /** `OK`, `NO`, `BAD`, with the name of the response code. */
  status: string;
  untagged: { name: string; values: Value[] }[];
}

/** Speaks IMAP to any server and gives answers that can be compared. */
export class ImapAnswers {
  readonly #input: Socket;
  readonly #reader: ImapReader;
  #tag = 0;

  /** The greeting, and what comes before authentication, are already read. */
  constructor(input: Socket, output: Socket) {
    this.#input = input;
    this.#reader = readImap(output);
  }

  /** One untagged response, the greeting of a server for instance. */
  async response(): Promise<{ tag: string; name: string; values: Value[] }> {
    const unlimited = { lineBytes: 1e9, literalBytes: 1e9 };
    const raw = await readCommand(
      this.#reader,
      () => unlimited,
      () => Promise.resolve(),
    );
    if ('unread' in raw) throw new Error(raw.unread);
    const parsed = await parser(raw.text, { literals: raw.literals });
    const values = (parsed.attributes ?? []).map(valueOf);
    return { tag: parsed.tag ?? '', name: parsed.command ?? '', values };
  }

  /** Sends a command; `literal` goes after it. */
  async command(text: string, literal?: Buffer): Promise<Answer> {
    this.#tag += 1;
    const tag = `d${this.#tag}`;
    this.#input.write(`${tag} ${text}${literal === undefined ? '' : ` {${literal.length}+}`}\r\n`, 'latin1');
    if (literal !== undefined) this.#input.write(Buffer.concat([literal, Buffer.from('\r\n')]));
    const untagged: Answer['untagged'] = [];
    for (;;) {
      const { tag: answered, name, values } = await this.response();
      if (answered !== tag) untagged.push(named(name, values));
      else return { status: [name, ...codeOf(values)].join(' '), untagged };
    }
  }
}

/** `* 1 FETCH (…)` is named `1 FETCH`; items of FETCH and STATUS come in a fixed order. */
function named(command: string, values: Value[]): Answer['untagged'][number] {
  const numbered = /^\d+$/.test(command);
  const name = numbered ? `${command} ${String(values[0])}` : command;
  const rest = numbered ? values.slice(1) : values;
  const last = rest.at(-1);
  if (!/FETCH|STATUS/.test(name) || !Array.isArray(last)) return { name, values: rest };
  const pairs = last.flatMap((item, at) => (at % 2 === 0 ? [[item, last[at + 1] ?? null]] : []));
  const sorted = pairs
    .map(([item, value]): Value =>
      item === 'FLAGS' && Array.isArray(value) ? [item, value.toSorted()] : [item ?? '', value ?? null],
    )
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return { name, values: [...rest.slice(0, -1), ...sorted] };
}

/** Name of the response code; its UIDVALIDITY is each server's own. */
function codeOf(values: readonly Value[]): string[] {
  const [first] = values;
  const code = Array.isArray(first) ? first : [];
  const [name = '', ...rest] = code;
  if (name === 'APPENDUID' || name === 'COPYUID') return [name, ...rest.slice(1).map(String)];
  return code.length === 0 ? [] : [String(name)];
}

function valueOf(attribute: ImapAttribute): Value {
  if (attribute === null) return null;
  if (Array.isArray(attribute)) return attribute.map(valueOf);
  const text = Buffer.isBuffer(attribute.value) ? attribute.value.toString('latin1') : String(attribute.value ?? '');
  if (attribute.section === undefined) return attribute.type === 'ATOM' && text === '' ? [] : text;
  const section = JSON.stringify(attribute.section.map(valueOf));
  return text === '' ? attribute.section.map(valueOf) : `${text}${section}${attribute.partial?.join('.') ?? ''}`;
}
