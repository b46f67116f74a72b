import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { assembleBench } from '../../scenarios/bench.js';
import { runCli } from '../../scenarios/harness/cli/program.js';
import { EXAMPLES_DIR } from './compiler.js';
import { blocks, inlineCode, PAGES, read } from './markdown.js';

const GUIDES = PAGES.filter((page) => page.startsWith('docs/guides/'));
/** What the command line says of itself: command, or command and subcommand -> its long options. */
const options = new Map<string, string[]>();

beforeAll(async () => {
  const help = async (...args: string[]): Promise<string> => {
    let said = '';
    const out = (text: string) => (said += text);
    await runCli([...args, '--help'], assembleBench(), { out, err: out, interactive: false, colour: false });
    return said;
  };
  const commandsOf = (page: string): string[] => {
    const [, listed = ''] = page.split('Commands:');
    return [...listed.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
  };
  const learn = async (path: readonly string[]): Promise<void> => {
    const page = await help(...path);
    if (path.length > 0) options.set(path.join(' '), page.match(/--[a-z-]+/g) ?? []);
    for (const name of commandsOf(page)) await learn([...path, name]);
  };
  await learn([]);
});

/** Every `banc …` a page shows: in shell blocks, tables and sentences. */
function commandLines(page: string): string[] {
  const code = [...blocks(page, 'sh').flatMap((block) => block.split('\n')), ...inlineCode(page)];
  return code
    .map((line) => line.replace(/\s#.*/, '').trim())
    .flatMap((line) => /(?:^|npx )banc (.*)/.exec(line)?.[1] ?? []);
}

function wrong(line: string): boolean {
  const [name = '', next = ''] = line.split(/\s/);
  if (name === '<commande>') return false;
  const known = options.get(`${name} ${next}`) ?? options.get(name);
  return known === undefined || (line.match(/--[a-z-]+/g) ?? []).some((option) => !known.includes(option));
}

describe('commands and code of the documentation', () => {
  test.each(PAGES)('%s: every banc command shown exists, with its options', (page) => {
    expect(options.size).toBeGreaterThan(5);
    expect(commandLines(page).filter(wrong)).toEqual([]);
  });

  test('every npm script shown exists', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const shown = PAGES.flatMap((page) => [...read(page).matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name));
    expect(shown.filter((name) => !(name in scripts))).toEqual([]);
  });

  test.each(GUIDES)('%s: the TypeScript shown is in an example that compiles', (page) => {
    const examples = readdirSync(EXAMPLES_DIR).map((name) => read(join('docs/guides/examples', name)));
    const lines = new Set(examples.flatMap((text) => text.split('\n').map((line) => line.trim())));
    const shown = blocks(page, 'ts').flatMap((block) => block.split('\n').map((line) => line.trim()));
    expect(shown.filter((line) => line !== '' && !lines.has(line))).toEqual([]);
  });
});
