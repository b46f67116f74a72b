import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { patient } from '../../../../fixtures/roster.js';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import { matchesFilter } from '../../../../mocks/core/exchange-filter.js';
import { parseEr7 } from '../../../../mocks/wire/er7.js';
import { decodeEr7, encodeEr7 } from '../../../../mocks/wire/er7-charset.js';
import { acknowledgementOf, writeAcknowledgement } from '../../../../mocks/wire/hl7-acknowledgement.js';
import type { ScenarioContext } from '../../../../scenarios/harness/index.js';
import { composeFlow } from '../../../../scenarios/hl7/index.js';
import { growthBetween, type TakenExport } from '../../../../scenarios/stat/growth.js';
import { LETTER, OPERATION } from './exports.js';

/** One document handed over to the PFI for the DMP: what was answered, and where in the journal. */
interface Sent {
  seq: number;
  name?: string;
  typeCode?: string;
  answer?: 'AA' | 'AE' | 'none';
}

/** Two exports: the first while lines 11 to 19 of the journal came, the second during lines 31 to 39. */
const FIRST: TakenExport = { exported: { files: [] }, before: 10, after: 19 };
const SECOND: TakenExport = { exported: { files: [] }, before: 30, after: 39 };
const NOTHING = { success: { least: 0, most: 0 }, failure: { least: 0, most: 0 } };

/** By how much letters must have grown in the DMP, of what was sent. */
async function grown(...sent: Sent[]) {
  const { due } = await growthBetween(journalOf(sent), FIRST, SECOND, [LETTER]);
  const cell = due.find(({ channel }) => channel === 'dmp');
  return { success: cell?.success, failure: cell?.failure };
}

/** A scenario whose journal holds these sendings. */
function journalOf(sent: readonly Sent[]): ScenarioContext {
  const lines = sent.map(lineOf);
  const bodies = new Map(lines.map(({ exchange, ...sides }) => [exchange.id, sides]));
  const reading: Pick<ScenarioContext, 'exchanges' | 'body'> = {
    exchanges: (filter) =>
      Promise.resolve(lines.map(({ exchange }) => exchange).filter((one) => matchesFilter(one, filter))),
    body: ({ id }, side) => Promise.resolve(bodies.get(id)?.[side] ?? Buffer.alloc(0)),
  };
  // Reading the journal is all that is asked of a scenario here.
  return reading as ScenarioContext;
}

function lineOf({ seq, name = 'lettre', typeCode = LETTER, answer = 'AA' }: Sent) {
  const wanted = { name, person: patient('camille'), typeCode, flags: { DESTDMP: true } };
  const { bytes, controlId } = composeFlow({ runKey: 'r1' }, wanted);
  const at = new Date().toISOString();
  const side = (body: Buffer) => ({ line: '', headers: [], body: { sha256: '', size: body.length } });
  const response =
    answer === 'none'
      ? undefined
      : encodeEr7(
          writeAcknowledgement(
            acknowledgementOf(parseEr7(decodeEr7(bytes).text), {
              code: answer,
              controlId: `A${seq}`,
              time: '20260115103000+0100',
            }),
          ),
        );
  const exchange: Exchange = {
    id: `x${seq}`,
    seq,
    service: 'pfi',
    transaction: 'mdm-t02',
    protocol: 'mllp',
    startedAt: at,
    finishedAt: at,
    keys: { message: controlId },
    summary: '',
    request: side(bytes),
    ...(response ? { response: side(response) } : {}),
    tolerated: [],
    masked: [],
  };
  return { exchange, request: bytes, response: response ?? Buffer.alloc(0) };
}

describe('what two exports must differ by', () => {
  test('a document taken between them adds one success, and no failure', async () => {
    expect(await grown({ seq: 20 })).toEqual({ ...NOTHING, success: { least: 1, most: 1 } });
  });

  test('what came before the first export or after the second adds nothing', async () => {
    expect(await grown({ seq: 10 })).toEqual(NOTHING);
    expect(await grown({ seq: 40 })).toEqual(NOTHING);
  });

  test.each([11, 19, 31, 39])('what came while an export was made, line %i, may be in it or not', async (seq) => {
    expect(await grown({ seq })).toEqual({ ...NOTHING, success: { least: 0, most: 1 } });
  });

  test('the lines just after the first export and just before the second are sure', async () => {
    expect(await grown({ seq: 20 }, { seq: 30, name: 'autre' })).toMatchObject({ success: { least: 2, most: 2 } });
  });

  test('two documents of one cell add up', async () => {
    expect(await grown({ seq: 20 }, { seq: 21, name: 'autre' }, { seq: 22, name: 'refus', answer: 'AE' })).toEqual({
      success: { least: 2, most: 2 },
      failure: { least: 1, most: 1 },
    });
  });

  test('a document refused adds one failure, or as many as it was tried', async () => {
    expect(await grown({ seq: 20, answer: 'AE' })).toEqual({ ...NOTHING, failure: { least: 1, most: 1 } });
    expect(await grown({ seq: 20, answer: 'AE' }, { seq: 21, answer: 'AE' })).toEqual({
      ...NOTHING,
      failure: { least: 1, most: 2 },
    });
  });

  test('a document refused, then taken, is one success; its refusal may be told or not', async () => {
    expect(await grown({ seq: 20, answer: 'AE' }, { seq: 21 })).toEqual({
      success: { least: 1, most: 1 },
      failure: { least: 0, most: 1 },
    });
  });

  test('a document nobody answered may go again: a failure or nothing', async () => {
    expect(await grown({ seq: 20, answer: 'none' })).toEqual({ ...NOTHING, failure: { least: 0, most: 1 } });
  });

  test('another type leaves the cell as it was, and the journal shown does not hold it', async () => {
    const journal = journalOf([{ seq: 20, typeCode: OPERATION }, { seq: 21 }]);
    const { due, seen } = await growthBetween(journal, FIRST, SECOND, [LETTER]);
    expect(due.find(({ channel }) => channel === 'dmp')?.success).toEqual({ least: 1, most: 1 });
    expect(seen.map(({ exchange }) => exchange.seq)).toEqual([21]);
  });

  test('every channel of every type is due, those that must not move included', async () => {
    const { due } = await growthBetween(journalOf([]), FIRST, SECOND, [LETTER, OPERATION]);
    expect(due.map(({ channel, type }) => `${channel} ${type}`)).toEqual(
      ['dmp', 'mss-pro', 'mss-patient'].flatMap((channel) => [`${channel} ${LETTER}`, `${channel} ${OPERATION}`]),
    );
    expect(due.map(({ success, failure }) => ({ success, failure }))).toEqual(due.map(() => NOTHING));
  });
});

describe('the month a growth is due in', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    ['2026-12-31T22:59:00Z', '2026-12'],
    ['2026-12-31T23:01:00Z', '2027-01'],
  ])('is that of Paris: at %s, %s', async (now, month) => {
    vi.setSystemTime(now);
    const { due } = await growthBetween(journalOf([{ seq: 20 }]), FIRST, SECOND, [LETTER]);
    expect(new Set(due.map((one) => one.month))).toEqual(new Set([month]));
  });
});
