import { BancError } from '../wire/errors.js';
import type { Authorization, AuthorizationRole, AuthorizationState, DmpPatient, DmpRecord } from './registry-model.js';

/** The DMPs the bench knows and who is authorised on them. Part of {@link RegistryState}. */
export class DmpRecords {
  readonly #now: () => Date;
  readonly #startedAt: Date;
  readonly #records = new Map<string, DmpRecord>();
  #defaultState: AuthorizationState = 'valid';
  #authorizationMonths = 6;

  /** `now` is the injected clock. */
  constructor(now: () => Date) {
    this.#now = now;
    this.#startedAt = now();
  }

  /** Adds a patient with an open DMP, or changes the identity of a known one and leaves the rest as it is. */
  load(patient: DmpPatient): DmpRecord {
    const known = this.#records.get(patient.ins);
    if (known) {
      known.patient = patient;
      return known;
    }
    const record: DmpRecord = {
      patient,
      status: 'open',
      feedingOpposed: false,
      mes: true,
      authorizations: new Map(),
      lastConsultations: new Map(),
    };
    this.#records.set(patient.ins, record);
    return record;
  }

  /** The DMP of this INS; undefined when the bench has no such patient. */
  find(ins: string): DmpRecord | undefined {
    return this.#records.get(ins);
  }

  /** Like {@link find}, for the control plane. Throws BANC_CONTROL when the patient is unknown. */
  get(ins: string): DmpRecord {
    const record = this.#records.get(ins);
    if (record) return record;
    throw new BancError(
      'BANC_CONTROL',
      `Aucun patient d’INS ${ins} dans le DMP du banc. Chargez-le d’abord avec la commande load-patient.`,
    );
  }

  /** Every DMP, in the order they were loaded. */
  all(): DmpRecord[] {
    return [...this.#records.values()];
  }

  /** Authorisation of every professional who has none of their own. */
  setDefaultAuthorization(state: AuthorizationState): void {
    this.#defaultState = state;
  }

  /** Gives a professional (PS_IdNat) an authorisation of their own. Throws BANC_CONTROL when the patient is unknown. */
  setAuthorization(ins: string, professional: string, state: AuthorizationState, role: AuthorizationRole = 'PS'): void {
    const record = this.get(ins);
    const before = record.authorizations.get(professional);
    const unchanged = before && this.authorization(record, professional).state === state;
    const startedAt = unchanged ? before.startedAt : this.#now();
    record.authorizations.set(professional, { state, role, startedAt });
  }

  /** Months after which an authorisation of one's own expires, unless used meanwhile; the DMP's parameter is 6. */
  setAuthorizationMonths(months: number): void {
    this.#authorizationMonths = months;
  }

  /** Authorisation of a professional: their own, else the default one, given when the mock started. */
  authorization(record: DmpRecord, professional: string): Authorization {
    const own = record.authorizations.get(professional);
    const lastActionAt = record.lastConsultations.get(professional);
    const given = own
      ? { ...own, state: this.#stateNow(own, lastActionAt) }
      : { state: this.#defaultState, role: 'PS' as const, startedAt: this.#startedAt };
    return lastActionAt ? { ...given, lastActionAt } : given;
  }

  #stateNow({ state, startedAt }: Authorization, lastActionAt: Date | undefined): AuthorizationState {
    if (state !== 'valid') return state;
    const end = new Date(Math.max(startedAt.getTime(), lastActionAt?.getTime() ?? 0));
    end.setUTCMonth(end.getUTCMonth() + this.#authorizationMonths);
    return end <= this.#now() ? 'expired' : 'valid';
  }

  /** Notes that a professional consulted this DMP now. */
  noteConsultation(record: DmpRecord, professional: string): void {
    record.lastConsultations.set(professional, this.#now());
  }
}
