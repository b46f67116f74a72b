import type { Patient } from '../../fixtures/people.js';
import type { Fault } from '../../mocks/index.js';
import type { ScenarioContext } from '../harness/index.js';

/** What the bench's PFI must do with the messages of one patient. */
export interface Anomaly {
  transactions: readonly string[];
  fault: Fault;
  /** How many messages it hits; 0 = until it is cleared. */
  times: number;
  /** MSSanté address of the return it is about. */
  recipient?: string;
}

/** Plans an anomaly for the messages of a patient, whether they carry the INS or, wrongly, the local number only. */
export async function planAnomaly(t: ScenarioContext, person: Patient, anomaly: Anomaly): Promise<void> {
  const { transactions, fault, times, recipient } = anomaly;
  for (const patient of numbersOf(person)) {
    for (const transaction of transactions) {
      const keys = { patient, ...(recipient === undefined ? {} : { recipient }) };
      await t.control('faults', 'add', { service: 'pfi', transaction, keys, times, fault });
    }
  }
}

/** Leaves no anomaly of this patient behind. */
export async function clearAnomalies(t: ScenarioContext, person: Patient): Promise<void> {
  for (const patient of numbersOf(person)) await t.control('faults', 'clear', { keys: { patient } });
}

function numbersOf({ ins, ipp }: Patient): string[] {
  return [ins, ipp];
}
