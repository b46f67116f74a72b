import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scenario } from '../../scenarios/harness/scenario.js';
import { inLang } from '../../scenarios/harness/text.js';
import { scenariosOf } from './conform.js';
import { TIMEOUT_MS } from './judging.js';
import { Lane, type LaneResult } from './lane.js';
import { REFERENCE_DPI, type ReferenceSut } from './reference-suts.js';

/** A DPI that feeds the DMP and sends by MSSanté by itself, and says that no PFI is linked to it. */
const WITHOUT_HL7: ReferenceSut = {
  ...REFERENCE_DPI,
  name: 'a DPI without HL7 v2 link',
  adapter: {
    ...REFERENCE_DPI.adapter,
    actions: {
      ...REFERENCE_DPI.adapter.actions,
      openHl7Interface: () => Promise.resolve({ offered: false, host: '', port: 0, tls: false }),
    },
  },
};
/** Requirements about HL7 v2 itself. */
const OF_HL7 = ['CDA/HL7.01', 'CDA/HL7.02', 'CDA/HL7.04', 'DMP/CONF.12', 'INS/va1.61'];

describe('a DPI that says it has no HL7 v2 link', () => {
  const all: Scenario[] = [];
  let lane: Lane | undefined;
  let result: LaneResult;

  beforeAll(async () => {
    all.push(...(await scenariosOf(WITHOUT_HL7)));
    lane = await Lane.open(WITHOUT_HL7);
    const concerned = all.filter(
      ({ id, requirement }) => id.endsWith('-hl7') || [...OF_HL7, 'INS/va1.46'].includes(requirement),
    );
    result = await lane.run(concerned, {});
  }, TIMEOUT_MS);
  afterAll(() => lane?.close());

  const findingsOf = ({ id }: { id: string }) =>
    result.records
      .filter(({ scenario }) => scenario === id)
      .flatMap(({ steps }) => steps.flatMap((one) => one.findings));

  test('does not hold the requirements about HL7 v2 itself', () => {
    const judged = all.filter(({ requirement }) => OF_HL7.includes(requirement));
    expect(judged.map(({ requirement }) => requirement)).toEqual(expect.arrayContaining(OF_HL7));
    for (const scenario of judged) {
      expect(findingsOf(scenario), scenario.id).toMatchObject([{ finding: { verdict: 'fail' } }]);
    }
  });

  test('has nothing to show by HL7 v2 where another scenario proves the same without it, and the report names it', () => {
    const judged = all.filter(({ id }) => id.endsWith('-hl7'));
    expect(judged.map(({ id }) => id).toSorted()).toEqual([
      'DMP/ALI/PROG.06.01-hl7',
      'DMP/CONF.03.01-hl7',
      'MSS/UX.38.01-hl7',
      'MSS/UX.38.02-hl7',
      'MSS/UX.39.01-hl7',
    ]);
    for (const { id, proofs } of judged) {
      const other = all.find((one) => one.id === id.replace('-hl7', ''));
      expect(other?.proofs, id).toEqual(expect.arrayContaining([...proofs]));
      const [judgement, ...more] = findingsOf({ id });
      expect(more, id).toEqual([]);
      expect(judgement, id).toMatchObject({ proofs, finding: { verdict: 'not-applicable' } });
      expect(inLang(judgement?.finding.received ?? '', 'fr')).toContain(other?.id);
    }
  });

  test('is never green of a requirement the bench only sees by HL7 v2', () => {
    expect(findingsOf({ id: 'INS/va1.46.01' })).toMatchObject([{ finding: { verdict: 'not-observed' } }]);
  });

  test('ends each of these scenarios without an error', () => {
    expect(result.records.filter(({ failure }) => failure !== undefined)).toEqual([]);
  });
});
