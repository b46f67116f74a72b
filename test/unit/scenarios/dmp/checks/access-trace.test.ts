import { expect, test } from 'vitest';
import { judgeAccessTraceFile } from '../../../../../scenarios/dmp/checks/access-trace.js';
import { instantOf, readTraceTime } from '../../../../../scenarios/dmp/checks/trace-time.js';

const HEADER = 'Date et heure;RPPS;Document;Type d’accès\n';
const verdicts = (text: string, options?: unknown) =>
  judgeAccessTraceFile(Buffer.from(text), options).map(({ check, verdict }) => `${check.id} ${verdict}`);

test('a complete lone file passes, and says that it was compared with nothing', () => {
  expect(verdicts(`${HEADER}2026-11-21T09:40:12+01:00;99790000212;1.2.3;masquage\n`)).toEqual([
    'dmp.access-trace.columns pass',
    'dmp.access-trace.lines pass',
    'dmp.access-trace.against-journal not-applicable',
  ]);
});

test('a line without an hour or of an unknown kind fails; a local id is for a human', () => {
  expect(verdicts(`${HEADER}2026-11-21;99790000212;1.2.3;masquage\n`)).toContain('dmp.access-trace.lines fail');
  expect(verdicts(`${HEADER}2026-11-21 09:40;99790000212;1.2.3;XYZ\n`)).toContain('dmp.access-trace.lines fail');
  expect(verdicts(`${HEADER}2026-11-21 09:40;jdupont;1.2.3;masquage\n`)).toContain('dmp.access-trace.lines review');
});

test('columns and words of a vendor are configured', () => {
  const file = 'H;Q;D;K\n21/11/2026 09:40;99790000212;1.2.3;CRE\n';
  expect(verdicts(file)).toContain('dmp.access-trace.columns fail');
  const columns = { time: 'H', user: 'Q', document: 'D', kind: 'K' };
  expect(verdicts(file, { columns, kinds: { CRE: 'alimentation' } })).toContain('dmp.access-trace.lines pass');
});

test.for(['%PDF-1.4', '<traces/>', '{"traces":[]}'])('a file that begins with %s is for a human', (text) => {
  expect(verdicts(text)[0]).toBe('dmp.access-trace.columns review');
});

test('French, ISO and compact times are the same instant', () => {
  const instant = Date.parse('2026-11-21T08:40:12Z');
  for (const text of ['21/11/2026 09:40:12', '2026-11-21 09:40:12', '2026-11-21T08:40:12Z', '20261121094012+0100']) {
    const time = readTraceTime(text);
    expect(time && instantOf(time, 'Europe/Paris'), text).toBe(instant);
  }
  const summer = readTraceTime('01/07/2026 à 10h00');
  expect(summer && instantOf(summer, 'Europe/Paris')).toBe(Date.parse('2026-07-01T08:00:00Z'));
});
