import type { CdaDocument } from '../wire/cda-document.js';
import { idText } from '../wire/cda-document.js';
import type { DocumentAct } from '../wire/hl7-document-message.js';

/** A document of the PFI, one version of its set. */
export interface KeptDocument {
  /** CDA id: `root`, or `root^extension`. */
  document: string;
  /** CDA setId, '' when it has none. */
  setId: string;
  version: string;
  patient: string;
  title: string;
  state: 'current' | 'replaced' | 'deleted';
  /** Identifier of the version that replaced it. */
  replacedBy?: string;
  /** MSH-10 of the message that brought it, and of the one that changed it last. */
  createdBy: string;
  changedBy: string;
  sha256: string;
}

/** A document message as the life cycles see it. */
export interface DocumentChange {
  act: DocumentAct;
  cda: Pick<CdaDocument, 'id' | 'setId' | 'versionNumber' | 'title' | 'replaces'>;
  /** Identifier of the document replaced when the message names it (TXA-13). */
  parent: string;
  patient: string;
  message: string;
  sha256: string;
}

/** What became of a change: taken; already there, byte for byte; not the last version; another document of that id. */
export type ChangeOutcome = 'taken' | 'already-there' | 'not-last-version' | 'identifier-in-use';

/** Life cycles of the documents a PFI was given (hl7v2-pfi-cda.md §4.6–4.8): what is replaced or deleted must be the last version held. */
export interface DocumentLifecycles {
  apply(change: DocumentChange): ChangeOutcome;
  /** Documents in the order they came. */
  list(wanted: Partial<Record<'patient' | 'document' | 'setId', string | undefined>>): KeptDocument[];
}

/** No document yet. */
export function createDocumentLifecycles(): DocumentLifecycles {
  const documents = new Map<string, KeptDocument>();

  const add = ({ cda, patient, message, sha256 }: DocumentChange): void => {
    const document = idText(cda.id);
    documents.set(document, {
      document,
      setId: idText(cda.setId),
      version: cda.versionNumber,
      patient,
      title: cda.title,
      state: 'current',
      createdBy: message,
      changedBy: message,
      sha256,
    });
  };

  return {
    apply: (change) => {
      const { act, cda, parent, message, sha256 } = change;
      const document = idText(cda.id);
      const known = documents.get(document);
      if (act === 'delete') {
        if (known?.state === 'deleted') return 'already-there';
        if (known?.state !== 'current') return 'not-last-version';
        Object.assign(known, { state: 'deleted', changedBy: message });
        return 'taken';
      }
      if (known !== undefined) return known.sha256 === sha256 ? 'already-there' : 'identifier-in-use';
      if (act === 'replace') {
        const replaced = documents.get(idText(cda.replaces[0]) || parent);
        if (replaced?.state !== 'current') return 'not-last-version';
        Object.assign(replaced, { state: 'replaced', replacedBy: document, changedBy: message });
      }
      add(change);
      return 'taken';
    },
    list: ({ patient, document, setId }) =>
      [...documents.values()].filter(
        (one) =>
          (patient === undefined || one.patient === patient) &&
          (document === undefined || one.document === document) &&
          (setId === undefined || one.setId === setId),
      ),
  };
}
