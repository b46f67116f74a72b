import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile, EXAMPLES_DIR, ROOT } from './compiler.js';

const DOOR_TYPES = join(import.meta.dirname, 'public-door.types.ts');
const EXAMPLES = readdirSync(EXAMPLES_DIR)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(EXAMPLES_DIR, name));

/** A vendor's scenario that is right but for one line. */
const vendorFile = (line: string) => `
  import { type ScenarioContext, dmpActions, text } from 'banc-segur';
  export async function run(t: ScenarioContext): Promise<void> {
    await t.step(text('Se connecter', 'Sign in'), async () => {
      ${line}
    });
  }`;

const call = (login: string) =>
  `await t.act(dmpActions.signIn, { professional: 'ps1', ${login}, password: 'p', name: 'n' });`;
const RIGHT = join(EXAMPLES_DIR, 'right.ts');
const TYPO = join(EXAMPLES_DIR, 'typo.ts');

describe('types a vendor’s editor shows', () => {
  // One program for all: reading the declarations is what takes time.
  const found = compile([DOOR_TYPES, ...EXAMPLES], {
    [RIGHT]: vendorFile(call("login: 'ps1'")),
    [TYPO]: vendorFile(call('logon: 1')),
  });
  const foundIn = (...paths: string[]) =>
    found.filter((line) => paths.some((path) => line.startsWith(relative(ROOT, path))));

  test('the examples of the guides compile', () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(3);
    expect(foundIn(...EXAMPLES)).toEqual([]);
  });

  test('actions, steps, checks, adapters and configurations have the types that are promised', () => {
    expect(foundIn(DOOR_TYPES)).toEqual([]);
  });

  test('a wrong input of an action is an error on its line, and the only one', () => {
    expect(found).toHaveLength(1);
    expect(foundIn(TYPO)[0]).toMatch(/typo\.ts:5: .*'logon'/s);
  });
});
