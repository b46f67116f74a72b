import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const SAMPLES = path.resolve(import.meta.dirname, '../../../shared/samples');
const CI_SIS = path.join(SAMPLES, 'cda-xsd');
const MAIN = path.resolve(import.meta.dirname, '../../dist/scenarios/main.js');

function reasonToSkip(): string | undefined {
  if (!existsSync(CI_SIS)) return 'the official CDA samples are not beside the checkout';
  if (spawnSync('xmllint', ['--version']).error) return 'xmllint is not installed';
  return undefined;
}

const skipped = reasonToSkip();
const files = skipped ? [] : readdirSync(path.join(SAMPLES, 'cda')).filter((name) => name.endsWith('.xml'));

interface Checked {
  file: string;
  kind: string;
  findings: { check: string; verdict: string }[];
}

describe.skipIf(skipped)(`banc check --ci-sis, against xmllint${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  test('same decision on every official CDA, and the schematrons the folder lacks are not observed', () => {
    const { stdout } = spawnSync(process.execPath, [MAIN, 'check', '--json', '--ci-sis', CI_SIS, ...files], {
      cwd: path.join(SAMPLES, 'cda'),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const checked = JSON.parse(stdout) as Checked[];
    const verdictsOf = (check: string): Record<string, string | undefined> =>
      Object.fromEntries(
        checked.map(({ file, findings }) => [file, findings.find((one) => one.check === check)?.verdict]),
      );
    const expected = files.map((name) => {
      const peer = spawnSync('xmllint', [
        '--nonet',
        '--noout',
        '--schema',
        path.join(CI_SIS, 'CDA_extended.xsd'),
        path.join(SAMPLES, 'cda', name),
      ]);
      return [name, peer.status === 0 ? 'pass' : 'fail'];
    });
    expect(checked.map(({ kind }) => kind)).toEqual(files.map(() => 'cda'));
    expect(verdictsOf('cda.xsd')).toEqual(Object.fromEntries(expected));
    expect(new Set(Object.values(verdictsOf('cda.schematron')))).toEqual(new Set(['not-observed']));
  });
});
