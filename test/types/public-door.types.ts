import { expectTypeOf } from 'vitest';
import { z } from 'zod';
import {
  type Adapter,
  type AdapterContext,
  type BancConfig,
  type CheckDeclaration,
  defineAction,
  defineAdapter,
  defineConfig,
  defineScenario,
  dmpActions,
  type Finding,
  notObserved,
  type Scenario,
  type ScenarioContext,
  text,
  verify,
} from '../../scenarios/index.js';

/**
 * What the compiler must accept and refuse at the public door. Compiled by public-door.test.ts and by
 * `npm run typecheck`, never run. Each `@ts-expect-error` is an error if the line below it is accepted.
 */
export async function actGivesTheDeclaredObservation(t: ScenarioContext): Promise<void> {
  const patient = { key: 'camille', ins: '299019999999929', name: 'ESSAI-UN CAMILLE' };
  const record = await t.act(dmpActions.openPatientRecord, { patient });
  expectTypeOf(record).toEqualTypeOf<dmpActions.RecordObservation>();
  expectTypeOf(record.notices).toEqualTypeOf<dmpActions.DmpNotice[]>();
  const user = await t.act(dmpActions.signIn, { professional: 'ps1', login: 'ps1', password: 'p', name: 'n' });
  expectTypeOf(user).toEqualTypeOf<{ userName: string; rpps: string }>();

  // @ts-expect-error an action is asked with its whole input
  await t.act(dmpActions.openPatientRecord, { patient: { key: 'camille' } });
  // @ts-expect-error and with nothing of another type
  await t.act(dmpActions.configureNewDocumentsPeriod, { mode: 'days', days: 'seven' });
  // @ts-expect-error an observation has no field that was not declared
  expectTypeOf(record.colour).toBeString();
}

export async function stepGivesWhatItsBodyGives(t: ScenarioContext): Promise<void> {
  expectTypeOf(await t.step(text('Compter', 'Count'), () => 3)).toBeNumber();
  expectTypeOf(await t.step(text('Compter', 'Count'), () => Promise.resolve(['a']))).toEqualTypeOf<string[]>();
  expectTypeOf(await t.exchanges({ service: 'dmp' })).items.toHaveProperty('transaction');
  expectTypeOf(await t.control<{ ins: string }>('dmp', 'set-record', {})).toEqualTypeOf<{ ins: string }>();

  // @ts-expect-error a title is in both languages
  await t.step({ fr: 'Compter' }, () => 3);
  // @ts-expect-error a step has a title
  await t.step(() => 3);
  // @ts-expect-error what is selected on is known
  await t.exchanges({ servce: 'dmp' });
}

export function checksSayTheirRule(t: ScenarioContext): void {
  const check: CheckDeclaration = {
    id: 'etab.example',
    title: text('Exemple', 'Example'),
    rule: { reference: 'règle interne', confidence: 'inferred' },
  };
  expectTypeOf(verify(check, true, {})).toEqualTypeOf<Finding>();
  t.check('ETAB/01.01', verify(check, false, { expected: '1', received: '2' }), notObserved(check));

  // @ts-expect-error a rule says how sure we are of it
  const unsure: CheckDeclaration = { ...check, rule: { reference: 'règle interne' } };
  // @ts-expect-error in one of four words
  const wrong: CheckDeclaration = { ...check, rule: { reference: 'règle interne', confidence: 'sure' } };
  // @ts-expect-error a proof gets findings, not booleans
  t.check('ETAB/01.01', unsure === wrong);
}

export function scenariosAreWhole(): void {
  const scenario = defineScenario({
    requirement: 'ETAB/01',
    id: 'ETAB/01.01',
    title: text('Exemple', 'Example'),
    actor: 'dpi',
    drive: 'automatic',
    proofs: ['ETAB/01.01.01'],
    holds: [{ name: 'patient:camille', keys: { patient: '299019999999929' } }],
    run: (t) => t.step(text('Rien', 'Nothing'), () => undefined),
  });
  expectTypeOf(scenario).toEqualTypeOf<Scenario>();
  // @ts-expect-error a scenario says what it holds
  defineScenario({ ...scenario, holds: undefined });
  // @ts-expect-error for a DPI or a PFI
  defineScenario({ ...scenario, actor: 'lis' });
}

export function actionsKeepTheirTypes(): void {
  const action = defineAction({
    name: 'countBeds',
    theme: 'etab',
    title: text('Compter les lits', 'Count the beds'),
    instructions: (input: { ward: string }) => text(`Service ${input.ward}`, `Ward ${input.ward}`),
    input: z.object({ ward: z.string() }),
    observation: z.object({ beds: z.number().int() }),
    requests: [],
  });
  expectTypeOf(action.input.parse({})).toEqualTypeOf<{ ward: string }>();
  expectTypeOf(action.observation.parse({})).toEqualTypeOf<{ beds: number }>();
  // @ts-expect-error instructions are made from the declared input
  defineAction({ ...action, instructions: (input: { ward: number }) => text(`${input.ward}`, '') });
}

export function adaptersGetTheirContext(): void {
  const adapter = defineAdapter({
    name: 'exemple',
    kind: 'http',
    actions: {
      signIn: (input: { login: string }, context) => {
        expectTypeOf(context).toEqualTypeOf<AdapterContext>();
        return Promise.resolve({ userName: input.login, rpps: '' });
      },
    },
  });
  expectTypeOf(adapter).toEqualTypeOf<Adapter>();
  // @ts-expect-error a kind the report knows
  defineAdapter({ ...adapter, kind: 'telepathy' });
  // @ts-expect-error an action is asynchronous
  defineAdapter({ ...adapter, actions: { signIn: () => ({ userName: '', rpps: '' }) } });
}

export function configurationsAreChecked(): void {
  const sut = { vendor: 'V', product: 'P', version: '1', actor: 'dpi', baseUrl: 'http://localhost:1' } as const;
  expectTypeOf(defineConfig({ sut })).toEqualTypeOf<BancConfig>();
  // @ts-expect-error an unknown option is refused
  defineConfig({ sut, adaptor: './banc.adapter.ts' });
  // @ts-expect-error the product has a version
  defineConfig({ sut: { vendor: 'V', product: 'P', actor: 'dpi' } });
}
