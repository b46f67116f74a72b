import type { ActionResult, Evidence, Report, StepResult, Verdict } from '../../reporters/model.js';
import { at } from './report-parts.js';
import { screenPicture, sha256 } from './screen-picture.js';

/** What the parts of the sample are made with. */
export interface SampleKit {
  /** Chooses the language of the report. */
  say: (fr: string, en: string) => string;
  /** A screenshot, whose picture joins the files of the run. */
  shot: (name: string, title: string, ms: number) => Evidence;
  /** An exchange attached as evidence. */
  wire: (id: string, title: string) => Evidence;
  /** Title of the commonest step. */
  open: string;
  patient: string;
}

/** A kit in one language, adding the files it makes to `files`. */
export function sampleKit(lang: Report['lang'], files: Map<string, Buffer>): SampleKit {
  const say = (fr: string, en: string) => (lang === 'fr' ? fr : en);
  const shot = (name: string, title: string, ms: number): Evidence => {
    const path = `evidence/${name}.png`;
    const bytes = files.get(path) ?? screenPicture(files.size + 1);
    files.set(path, bytes);
    return {
      kind: 'screenshot',
      title,
      path,
      sha256: sha256(bytes),
      size: bytes.length,
      mediaType: 'image/png',
      at: at(ms),
      declaredBy: 'bench',
    };
  };
  const wire = (id: string, title: string): Evidence => ({
    kind: 'exchange',
    title,
    exchange: id,
    at: at(0),
    declaredBy: 'bench',
  });
  const open = say('Ouvrir le dossier du patient', 'Open the patient record');
  const patient = 'MARTIN Jeanne (INS 2 58 06 99 999 123 45)';
  return { say, shot, wire, open, patient };
}

/** A step carried out. */
export function step(
  title: string,
  verdict: Verdict,
  ms: number,
  durationMs: number,
  actions: ActionResult[],
  exchanges: string[],
): StepResult {
  return { title, verdict, startedAt: at(ms), durationMs, actions, exchanges };
}

/** An action carried out, with what a record screen shows. */
export function action(
  name: string,
  title: string,
  input: string,
  from: number,
  to: number,
  drivenBy: ActionResult['drivenBy'] = 'adapter',
): ActionResult {
  const observed = {
    dmpStatus: 'open-authorised',
    notices: [
      { kind: 'newer-version', documentTitle: 'Compte rendu d’hospitalisation', offers: ['view', 'integrate'] },
    ],
    newDocuments: { shown: true, byType: [{ typeCode: '34112-3', count: 2 }], invisibleToPatient: 0 },
    localDocuments: [],
  };
  return { name, title, input, observed: JSON.stringify(observed), drivenBy, startedAt: at(from), finishedAt: at(to) };
}
