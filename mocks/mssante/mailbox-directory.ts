import { MAIL_DOMAIN, PATIENT_MAIL_DOMAIN, TRIAL_MAIL_DOMAIN } from '../../fixtures/roster-mailboxes.js';
import { ROSTER } from '../../fixtures/roster.js';
import { structIdNat } from '../wire/identifiers.js';

/** Which of the two operators hosts a mailbox. */
export type OperatorName = 'ordinary' | 'trial';

/** What the operator knows of a mailbox (BAL). */
export interface MailboxAccount {
  /** Lower case. */
  address: string;
  /** PER, ORG and APP as of TRE_R257; PATIENT is a mailbox of Mon espace santé, which no software opens. */
  type: 'PER' | 'ORG' | 'APP' | 'PATIENT';
  operator: OperatorName;
  /** Struct_IdNat (`1` + FINESS) of the structure that owns it, geographic and legal; empty for a patient. */
  owners: readonly string[];
  /** National identifiers (`8` + RPPS) of the professionals who may open it. */
  users: readonly string[];
}

/** The accounts of both operators. Addresses in any case. */
export interface MailboxDirectory {
  find(address: string): MailboxAccount | undefined;
  /** Addresses of the accounts added, the roster's first. */
  addresses(): string[];
  /** Adds an account, or replaces the one of this address. */
  add(account: MailboxAccount): void;
}

const PATIENT_ADDRESS = new RegExp(`^\\d{15}@${PATIENT_MAIL_DOMAIN.replaceAll('.', '\\.')}$`, 'i');

/** Whether it is the address of a patient: `<15-digit INS>@patient.mssante.fr` (mssante.md §2.1). */
export function isPatientAddress(address: string): boolean {
  return PATIENT_ADDRESS.test(address);
}

/** Which operator hosts the mailboxes of this address's domain. */
export function operatorOf(address: string): OperatorName {
  return address.toLowerCase().endsWith(`@${TRIAL_MAIL_DOMAIN}`) ? 'trial' : 'ordinary';
}

/** The accounts of the roster; every patient's address is one without being added. */
export function createMailboxDirectory(): MailboxDirectory {
  const accounts = new Map<string, MailboxAccount>();
  const add = (account: MailboxAccount) => {
    const address = account.address.trim().toLowerCase();
    accounts.set(address, { ...account, address });
  };
  for (const { address, type, structure, users } of ROSTER.mailboxes) {
    add({
      address,
      type,
      operator: operatorOf(address),
      owners: ownersOf(structure),
      users: ROSTER.professionals.filter(({ key }) => users.includes(key)).map(({ rpps }) => `8${rpps}`),
    });
  }
  return {
    add,
    addresses: () => [...accounts.keys()],
    find: (given) => {
      const address = given.trim().toLowerCase();
      const known = accounts.get(address);
      if (known !== undefined || !isPatientAddress(address)) return known;
      return { address, type: 'PATIENT', operator: 'ordinary', owners: [], users: [] };
    },
  };
}

/** Struct_IdNat of a structure of the roster, geographic then legal; empty for an unknown key. */
export function ownersOf(structureKey: string): string[] {
  const structure = ROSTER.structures.find(({ key }) => key === structureKey);
  return structure === undefined ? [] : [structIdNat(structure.finess), structIdNat(structure.finessEj)];
}

/** Host names the operators have in mails: `smtp.<domain>`. */
export const OPERATOR_DOMAINS: Record<OperatorName, string> = { ordinary: MAIL_DOMAIN, trial: TRIAL_MAIL_DOMAIN };
