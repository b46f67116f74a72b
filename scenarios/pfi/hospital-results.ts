import type { Patient } from '../../fixtures/people.js';
import type { DocumentFlags } from '../../mocks/wire/hl7-document-flags.js';
import { type ScenarioContext, type Text } from '../harness/index.js';
import { composeFlow, type Hl7Address, patientRecipient, recipient } from '../hl7/index.js';
import { checkTaken } from './checks/flow-acknowledgement.js';
import { checkEntry, checkFed, checkVisibility } from './checks/flow-feeding.js';
import { checkArchives, checkMailMapping, checkPdf, checkRecipients } from './checks/flow-mail.js';
import { checkShown } from './checks/flow-screen.js';
import { feedingsOf, mailsOf, sendFlow, type SeenMail, shownFlow } from './flow-situations.js';

/** A result to send: what it is, what hides it, who gets it. */
export interface Result {
  title: Text;
  /** Proof by the content, the trace and the submission. */
  proof: string;
  name: string;
  typeCode: string;
  level: 'N1' | 'N3';
  hidden?: Partial<DocumentFlags>;
  toProfessionals: boolean;
  toPatient: boolean;
}

/** Proofs by IHE_XDM.ZIP and by PDF/A-1 of a result. */
export interface FileProofs {
  archive: string;
  pdf: string;
}

/** Has a result taken over, and judges what of it reaches the DMP, the mailboxes and the screen. A step of its own. */
export async function judgeResult(
  t: ScenarioContext,
  person: Patient,
  result: Result,
  { to, files }: { to: Hl7Address; files?: FileProofs },
): Promise<void> {
  const { title, proof, name, typeCode, level, hidden = {}, toProfessionals, toPatient } = result;
  const flow = composeFlow(t, {
    name,
    person,
    typeCode,
    level,
    flags: { ...hidden, DESTDMP: true, DESTMSSANTEPS: toProfessionals, DESTMSSANTEPAT: toPatient },
    // The correspondents stand in every message: the metadata say who of them gets the document.
    recipients: [recipient('gp1'), patientRecipient(person)],
    replyTo: 'secretariat@banc-essai.mssante.fr',
    professionalMail: `Compte rendu de ${t.runKey} pour le correspondant.`,
    patientMail: `Compte rendu de ${t.runKey} pour le patient.`,
    patientMayNotAnswer: toPatient,
  });
  await t.step(title, async () => {
    const since = await t.mark();
    t.check(proof, checkTaken([await sendFlow(t, proof, flow, to)]));
    const feedings = await feedingsOf(t, proof, flow);
    t.check(proof, checkFed(feedings, flow));
    for (const feeding of feedings.slice(0, 1)) t.check(proof, checkEntry(feeding), checkVisibility(feeding, flow));
    const shown = await shownFlow(t, flow);
    const count = [toProfessionals, toPatient].filter(Boolean).length;
    const mails = await mailsOf(t, proof, flow, { count, since });
    t.check(proof, checkRecipients(mails, flow), checkMailMapping(mails, flow));
    t.check(
      proof,
      checkShown(shown, {
        dmp: 'done',
        ...(toProfessionals ? { professionals: 'done' } : {}),
        ...(toPatient ? { patient: 'done' } : {}),
      }),
    );
    if (files) judgeFiles(t, files, mails, flow);
  });
}

function judgeFiles(
  t: ScenarioContext,
  { archive, pdf }: FileProofs,
  mails: readonly SeenMail[],
  flow: ReturnType<typeof composeFlow>,
): void {
  t.attachExchanges(
    [archive, pdf],
    mails.map(({ exchange }) => exchange),
  );
  t.check(archive, checkArchives(mails, flow));
  t.check(pdf, checkPdf(mails, flow));
}
