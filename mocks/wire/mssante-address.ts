/** Domain of every patient's address (mssante.md §3.6). */
const PATIENT_DOMAIN = 'patient.mssante.fr';

/** Address of a patient in Mon espace santé, from a qualified INS only (ECO.2.2.6 = va1.19): `<INS>@patient.mssante.fr`. */
export function patientAddress(ins: string): string {
  return `${ins}@${PATIENT_DOMAIN}`;
}

/** The local part of a patient's address, its INS when it is right; undefined for any other address. */
export function patientOfAddress(address: string): string | undefined {
  const [local, domain, ...more] = address.trim().split('@');
  return domain?.toLowerCase() === PATIENT_DOMAIN && more.length === 0 ? local : undefined;
}

/** True for an address of the trust space: a domain below mssante.fr (mssante.md §2.1). */
export function isMssanteAddress(address: string): boolean {
  return /^[^@\s]+@(?:[a-z0-9-]+\.)+mssante\.fr$/i.test(address.trim());
}

/** Two addresses are one mailbox whatever their case. */
export function sameAddress(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
