import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import { renderJunit } from '../../reporters/junit.js';
import { hostileReport } from './hostile-report.js';
import { report, requirement, scenario } from './report-parts.js';
import { sampleReport } from './sample-report.js';

/** Reads XML strictly and answers XPath questions about it. */
function ask<T>(xml: string, read: (values: (xpath: string) => string[]) => T): T {
  const document = XmlDocument.fromString(xml);
  try {
    return read((xpath) => document.find(xpath).map((node) => node.content));
  } finally {
    document.dispose();
  }
}

describe('junit.xml', () => {
  const xml = renderJunit(sampleReport('fr', { errors: ['Le port 8443 est pris.'] }).report);

  test('has a suite per requirement and a case per proof, whose name starts with the N° preuve', () => {
    ask(xml, (values) => {
      expect(values('/testsuites/testsuite/@name').map((name) => name.split(' ')[0])).toEqual([
        'CDA/DD.05',
        'DMP/AIRS.06',
        'EX_3.1-2030',
        'DMP/UX.08',
        'DMP/UX.12',
        'DMP/UX.15',
        'DMP/UX.10',
        'banc',
      ]);
      expect(values('//testcase/@name').map((name) => name.split(' ')[0])).toEqual([
        'CDA/DD.05.01.01',
        'DMP/AIRS.06.01.02',
        'EX_3.1-2030.01',
        'DMP/UX.08.01.01',
        'DMP/UX.12.01.01',
        'DMP/UX.15.01.01',
        'DMP/UX.15.01.01',
        'DMP/UX.10.01.01',
        'banc',
      ]);
    });
  });

  test('two scenarios that share a N° preuve have different cases', () => {
    const names = ask(xml, (values) => values('//testcase/@name'));
    expect(new Set(names).size).toBe(names.length);
  });

  test('fail is a failure; error, not-observed and faults of the bench are errors; review is skipped with its reason', () => {
    ask(xml, (values) => {
      expect(values('//failure/../@name')).toEqual([expect.stringMatching(/^DMP\/UX.08.01.01 /)]);
      expect(values('//error/@type')).toEqual(['not-observed', 'not-observed', 'error', 'bench']);
      expect(values('//skipped/@message')).toEqual(['à vérifier\u00A0: Comparer l’icône affichée à celle du guide.']);
      expect(values('//testcase[starts-with(@name,"DMP/AIRS.06")]/system-out')).toEqual([
        expect.stringContaining('PT1H'),
      ]);
    });
  });

  test('a failure tells expected, received, where and rule', () => {
    const [failure] = ask(xml, (values) => values('//failure'));
    expect(failure?.replaceAll('\u00A0', ' ')).toMatchInlineSnapshot(`
      "Un test d’existence précède la première recherche (non conforme)
      La recherche de documents part avant que le droit du professionnel sur ce DMP soit connu.
      attendu : TD0.2 ou TD0.4, puis TD3.1
      reçu : TD3.1a (x000012), puis TD0.2 (x000013), 212 ms plus tard
      où : /soap:Envelope/soap:Body/query:AdhocQueryRequest/rim:AdhocQuery/@id
      échange : x000012
      règle : REM DMP/UX.08 ; GI DMP EX_3.1-1040 (règle écrite)"
    `);
  });

  test('its counts are those of its cases', () => {
    ask(xml, (values) => {
      const total = (name: string) =>
        values(`/testsuites/testsuite/@${name}`).reduce((sum, one) => sum + Number(one), 0);
      expect(values('/testsuites/@tests')).toEqual([String(values('//testcase').length)]);
      expect(total('tests')).toBe(values('//testcase').length);
      expect(total('failures')).toBe(values('//failure').length);
      expect(total('errors')).toBe(values('//error').length);
      expect(total('skipped')).toBe(values('//skipped').length);
    });
  });

  test('what has no proof or no scenario still has a case', () => {
    const bare = [
      requirement('DMP/A', 'Sans scénario', []),
      requirement('DMP/B', 'Sans preuve', [scenario('DMP/B.01', 'Document', [])]),
    ];
    ask(renderJunit(report('fr', bare, [])), (values) => {
      expect(values('//testcase/@name')).toEqual(['DMP/A · Sans scénario', 'DMP/B.01 · Document']);
      expect(values('//error/@type')).toEqual(['not-observed', 'not-observed']);
    });
  });

  test('a scenario that stopped before any check says why', () => {
    const stopped = scenario('DMP/B.01', 'Document', [], { error: 'Le navigateur du banc s’est arrêté.' });
    ask(renderJunit(report('fr', [requirement('DMP/B', 'Sans preuve', [stopped])], [])), (values) => {
      expect(values('//error/@message')).toEqual(['Le navigateur du banc s’est arrêté.']);
    });
  });

  test('says which run and which catalogue it comes from', () => {
    ask(xml, (values) => {
      expect(values('//testsuite[1]/properties/property[@name="catalogue"]/@value')).toEqual(['REM VA2 hôpital']);
      expect(values('//testsuite[1]/properties/property[@name="run"]/@value')).toEqual(['2026-11-20T13-30-00-3f9a1c']);
    });
  });

  test('stays well formed whatever the product sent, control characters included', () => {
    ask(renderJunit(hostileReport().report), (values) => {
      expect(values('//failure/@message')).toEqual([
        expect.stringContaining('</pre></style><script>alert(1)</script>'),
      ]);
      expect(values('//failure/@message')).toEqual([expect.stringContaining('␀␛[31m')]);
    });
  });
});
