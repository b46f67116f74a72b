#!/usr/bin/env node
import { assembleBench } from './bench.js';
import { runCli } from './harness/cli/program.js';

// A reader that left (`banc list | head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

/** The `banc` command. */
process.exitCode = await runCli(process.argv.slice(2), assembleBench(), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  interactive: process.stdin.isTTY && process.stdout.isTTY,
  colour: process.stdout.isTTY && !process.env['NO_COLOR'],
  ...(process.stdout.isTTY ? { width: process.stdout.columns } : {}),
});
