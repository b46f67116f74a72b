import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createJiti } from 'jiti';
import { z } from 'zod';
import { BancError } from '../../mocks/wire/errors.js';

/** What a `start` function of the configuration receives: where the connection sheet is, and when to stop. */
export interface SutStartContext {
  /** Absolute path of connection.json. */
  connectionPath: string;
  defects: readonly string[];
  variants: readonly string[];
  signal: AbortSignal;
}

/** A SUT started by the configuration. */
export interface RunningSut {
  baseUrl: string;
  stop(): Promise<void>;
}

const startCommand = z.strictObject({
  /** Program and arguments; the connection sheet's path is in the environment variable BANC_CONNECTION. */
  command: z.array(z.string()).min(1),
  cwd: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});

const startFunction = z.custom<(context: SutStartContext) => Promise<RunningSut>>(
  (value) => typeof value === 'function',
  'start must be a command or a function',
);

const configSchema = z.strictObject({
  sut: z.strictObject({
    vendor: z.string().min(1),
    product: z.string().min(1),
    version: z.string().min(1),
    actor: z.enum(['dpi', 'pfi']),
    /** Profiles of the REM that were declared; `Général` always applies. Left out = all: nothing is left aside. */
    profiles: z.array(z.string()).optional(),
    /** Address of the product. Not needed when `start` is a function that returns it. */
    baseUrl: z.url().optional(),
    /** Answers 2xx when the product is ready; `baseUrl` when left out. */
    healthUrl: z.url().optional(),
  }),
  /** How to start the product; left out = it already runs. */
  start: z.union([startCommand, startFunction]).optional(),
  /** How long it may take to be ready. */
  startTimeoutMs: z.int().positive().default(60_000),
  /** Module exporting `adapter`, relative to the configuration file; left out = everything is asked of the operator. */
  adapter: z.string().optional(),
  /** How many scenarios may drive the product at the same time. */
  concurrency: z.int().min(1).max(16).default(1),
  /** Given untouched to the adapter. Never put secrets of production here. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** What the browser records of each scenario besides screenshots. Both take time; a proof may ask for a film. */
  recording: z.strictObject({ film: z.boolean().default(true), trace: z.boolean().default(true) }).prefault({}),
  /** Papers that prove requirements, by `N° preuve`: files beside the configuration (certificate, manual …). */
  papers: z.record(z.string(), z.string()).default({}),
  /** Your own scenario files, besides the bench's, relative to the configuration file. */
  scenarios: z.array(z.string()).default([]),
  /** Your CI-SIS folder (TestContenuCDA), for the CDA schema and schematrons, relative to the configuration file. */
  ciSis: z.string().min(1).optional(),
  listen: z
    .strictObject({
      bind: z.string().default('127.0.0.1'),
      publicHost: z.string().default('localhost'),
      portBase: z.int().min(1024).max(65_000).optional(),
    })
    .prefault({}),
  timeouts: z
    .strictObject({
      actionMs: z.int().positive().default(30_000),
      exchangeMs: z.int().positive().default(10_000),
      quietMs: z.int().positive().default(1_500),
      scenarioMs: z.int().positive().default(180_000),
    })
    .prefault({}),
});

/** A configuration as written in banc.config.ts. */
export type BancConfig = z.input<typeof configSchema>;

/** A configuration checked and completed, with where it came from. */
export type LoadedConfig = z.output<typeof configSchema> & {
  /** Absolute path of the file. */
  path: string;
  sha256: string;
  /** Absolute path of the adapter module. */
  adapterPath?: string;
  adapterSha256?: string;
};

/** Declares a configuration, keeping its type (public door, for vendors). */
export function defineConfig(config: BancConfig): BancConfig {
  return config;
}

/** Names looked for when no configuration is given, in this order. */
const DEFAULT_NAMES = ['banc.config.ts', 'banc.config.js', 'banc.config.mjs'];

/** The configuration of the current folder. */
export function defaultConfigPath(): string {
  return DEFAULT_NAMES.find((name) => existsSync(name)) ?? 'banc.config.ts';
}

/**
 * Loads banc.config.ts (or .js, .mjs): its export `config`, or its default export.
 * @throws BancError BANC_CONFIG_INVALID when it is missing, throws, or is not of the right shape.
 */
export async function loadConfig(path: string): Promise<LoadedConfig> {
  const absolute = resolve(path);
  if (!existsSync(absolute)) {
    throw new BancError(
      'BANC_CONFIG_INVALID',
      `Pas de configuration à ${absolute} ; « banc init » en écrit une, ou donnez --config.`,
    );
  }
  let exported: unknown;
  try {
    const module = await importModule<{ config?: unknown; default?: unknown }>(absolute);
    exported = module.config ?? module.default;
  } catch (error) {
    throw new BancError('BANC_CONFIG_INVALID', `${absolute} ne se charge pas : ${(error as Error).message}`, {
      cause: error,
    });
  }
  return parseConfig(exported, absolute);
}

/** Imports a module of the user: natively when it is JavaScript, through jiti when it is TypeScript. */
export async function importModule<T>(path: string): Promise<T> {
  if (/\.m?js$/.test(path)) return (await import(pathToFileURL(path).href)) as T;
  // Its cache falls back to a predictable folder of /tmp, where another user could put code for us to run.
  return createJiti(import.meta.url, { fsCache: false }).import<T>(path);
}

/**
 * Checks a configuration object.
 * @throws BancError BANC_CONFIG_INVALID naming each wrong field.
 */
export async function parseConfig(exported: unknown, path: string): Promise<LoadedConfig> {
  const parsed = configSchema.safeParse(exported);
  if (!parsed.success) {
    throw new BancError('BANC_CONFIG_INVALID', `${path} :\n${z.prettifyError(parsed.error)}`);
  }
  const config = parsed.data;
  if (!config.sut.baseUrl && typeof config.start !== 'function') {
    throw new BancError('BANC_CONFIG_INVALID', `${path} : donnez sut.baseUrl, ou un start qui la renvoie.`);
  }
  const loaded = {
    ...config,
    scenarios: config.scenarios.map((file) => resolve(dirname(path), file)),
    ...(config.ciSis === undefined ? {} : { ciSis: resolve(dirname(path), config.ciSis) }),
    papers: Object.fromEntries(
      Object.entries(config.papers).map(([proof, file]) => [proof, resolve(dirname(path), file)]),
    ),
    path,
    sha256: await fileSha256(path),
  };
  return config.adapter === undefined ? loaded : withAdapter(loaded, config.adapter, dirname(path));
}

/**
 * The configuration with this adapter, its path taken from `from`.
 * @throws BancError BANC_CONFIG_INVALID when there is no such file.
 */
export async function withAdapter(config: LoadedConfig, adapter: string, from: string): Promise<LoadedConfig> {
  const adapterPath = resolve(from, adapter);
  if (!existsSync(adapterPath)) {
    throw new BancError('BANC_CONFIG_INVALID', `${config.path} : l'adaptateur ${adapterPath} n'existe pas.`);
  }
  return { ...config, adapter, adapterPath, adapterSha256: await fileSha256(adapterPath) };
}

async function fileSha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
