import { TokenParser, Tokenizer, TokenType } from '@streamparser/json';
import { BancError } from '../errors.js';
import type { FileTally } from './file-tally.js';

/** Bytes one object of a flow may have: a legal entity with all its sites and activities. */
const MAX_OBJECT_BYTES = 16 * 1024 * 1024;
/** Objects and arrays one in the other; the flows have about ten. */
const MAX_DEPTH = 64;

/** A value taken out of a flow. */
export interface FlowValue {
  /** Member of the root it stands under: `pmej`, `gco`, `schemaVersion` … */
  member: string;
  value: unknown;
}

/**
 * Reads a FINESS+ flow in bounded memory: each object of the arrays `lists` of the root, each root member of `heads`, in
 * the order of the file. A flow that stops or breaks gives what came before; the break is counted in `tally` as `cut`.
 *
 * @throws BancError BANC_DIRECTORY when not even the beginning is JSON; BANC_LIMIT for an object without end or with
 *   too many levels.
 */
export async function* readJsonFlow(
  bytes: AsyncIterable<Uint8Array>,
  lists: readonly string[],
  heads: readonly string[],
  tally: FileTally,
): AsyncGenerator<FlowValue> {
  const reader = new FlowReader([...lists.map((list) => `$.${list}.*`), ...heads.map((head) => `$.${head}`)]);
  for await (const chunk of bytes) {
    const part = tally.bytes === 0 ? withoutMark(chunk, tally) : chunk;
    tally.bytes += chunk.byteLength;
    const problem = reader.write(part);
    yield* reader.taken(lists);
    if (problem !== undefined) {
      stopped(problem, reader, tally);
      return;
    }
  }
  if (!reader.ended) stopped('the file ends in the middle', reader, tally);
}

class FlowReader {
  readonly #tokenizer = new Tokenizer();
  readonly #parser: TokenParser;
  #found: FlowValue[] = [];
  #depth = 0;
  #sinceValue = 0;
  /** Values given so far. */
  count = 0;

  constructor(paths: string[]) {
    this.#parser = new TokenParser({ paths, keepStack: false });
    this.#tokenizer.onToken = (token) => this.#token(token);
    this.#parser.onValue = ({ value, key, stack }) => {
      this.#sinceValue = 0;
      const member = stack.length > 1 ? stack[1]?.key : key;
      this.#found.push({ member: String(member), value });
    };
  }

  get ended(): boolean {
    return this.#parser.isEnded;
  }

  /** Takes a part of the file; what is wrong with it when it is no JSON. */
  write(part: Uint8Array): string | undefined {
    this.#sinceValue += part.byteLength;
    try {
      this.#tokenizer.write(part);
    } catch (error) {
      if (error instanceof BancError || !(error instanceof Error)) throw error;
      return error.message;
    }
    if (this.#sinceValue <= MAX_OBJECT_BYTES) return undefined;
    throw new BancError(
      'BANC_LIMIT',
      `L’objet ${this.count + 1} du flux fait plus de ${MAX_OBJECT_BYTES} octets : ce n’est pas un flux FINESS+. Donnez le fichier tel que publié.`,
    );
  }

  /** What came since the last call. */
  *taken(lists: readonly string[]): Generator<FlowValue> {
    const found = this.#found;
    this.#found = [];
    for (const one of found) {
      if (lists.includes(one.member)) this.count += 1;
      yield one;
    }
  }

  #token(token: Parameters<Tokenizer['onToken']>[0]): void {
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) this.#depth += 1;
    if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) this.#depth -= 1;
    if (this.#depth > MAX_DEPTH) {
      throw new BancError('BANC_LIMIT', `The flow has more than ${MAX_DEPTH} levels: this is no FINESS+ flow.`);
    }
    this.#parser.write(token);
  }
}

function withoutMark(chunk: Uint8Array, tally: FileTally): Uint8Array {
  tally.bom = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
  return tally.bom ? chunk.subarray(3) : chunk;
}

function stopped(problem: string, { count }: FlowReader, tally: FileTally): void {
  if (count === 0) {
    throw new BancError(
      'BANC_DIRECTORY',
      `Ce n’est pas un flux FINESS+ : ${problem}. Donnez le fichier JSON tel que publié.`,
    );
  }
  tally.ignore({ reason: 'cut', line: count + 1, detail: `après l’octet ${tally.bytes - 1} : ${problem}` });
}
