import { type ScenarioContext, text } from '../harness/index.js';
import { type SessionDelays, setSessionDelays, showSessionDelays } from './actions/devices.js';

/** Sets delays of sessions while `body` runs, which gets what the screen then shows; puts them back whatever happens. */
export async function withDelays(
  t: ScenarioContext,
  wanted: Partial<SessionDelays>,
  body: (saved: SessionDelays) => Promise<void>,
): Promise<void> {
  const before = await t.step(text('Relever les délais en vigueur', 'Note the delays in force'), () =>
    t.act(showSessionDelays, {}),
  );
  try {
    await body(await t.step(text('Régler les délais', 'Set the delays'), () => t.act(setSessionDelays, wanted)));
  } finally {
    await t.step(text('Remettre les délais', 'Put the delays back'), () => t.act(setSessionDelays, before));
  }
}
