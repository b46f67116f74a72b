import { storeEvidence } from './evidence-store.js';
import { fileBytes, mediaTypeOf, type ProvidedFile, readProvidedFile } from './provided-file.js';
import type { EvidenceRecord, StepRecord } from './record.js';
import { type Text, text } from './text.js';

/** Puts the evidence of one scenario on disk and into the records of its steps, numbered in the order taken. */
export class EvidenceTaker {
  readonly #runDir: string;
  readonly #scenario: string;
  #count = 0;

  constructor(runDir: string, scenario: string) {
    this.#runDir = runDir;
    this.#scenario = scenario;
  }

  /** Stores a file and adds it to a step, for the given proofs; returns its path in the run folder. */
  async file(
    step: StepRecord,
    proofs: readonly string[],
    what: { kind: EvidenceRecord['kind']; title: Text; content: Buffer; mediaType: string; preview?: Buffer },
    declaredBy: EvidenceRecord['declaredBy'],
  ): Promise<string> {
    this.#count += 1;
    const { kind, title, content, mediaType } = what;
    const store = (name: string, bytes: Buffer, type: string) =>
      storeEvidence(this.#runDir, this.#scenario, this.#count, name, bytes, type);
    const stored = await store(title.fr, content, mediaType);
    const small = what.preview && (await store(`${title.fr} apercu`, what.preview, 'image/webp'));
    const preview = small ? { preview: small.path } : {};
    step.evidence.push({
      kind,
      title,
      ...stored,
      ...preview,
      at: new Date().toISOString(),
      declaredBy,
      proofs: [...proofs],
    });
    return stored.path;
  }

  /**
   * Stores a file the operator pointed at.
   * @throws BancError BANC_OPERATOR_MISSING when it cannot be read.
   */
  async operatorFile(step: StepRecord, proofs: readonly string[], path: string): Promise<void> {
    await this.provided(step, proofs, await readProvidedFile(path), 'operator');
  }

  /** Stores a file that was handed over, under its own name; returns its path in the run folder. */
  async provided(
    step: StepRecord,
    proofs: readonly string[],
    file: ProvidedFile,
    declaredBy: EvidenceRecord['declaredBy'],
  ): Promise<string> {
    const mediaType = mediaTypeOf(file.name);
    const kind = mediaType === 'image/png' ? 'screenshot' : mediaType === 'video/webm' ? 'film' : 'file';
    const title = text(file.name, file.name);
    return this.file(step, proofs, { kind, title, content: fileBytes(file), mediaType }, declaredBy);
  }

  /** Adds a short text to a step. */
  note(
    step: StepRecord,
    proofs: readonly string[],
    what: { kind: 'text' | 'attestation'; title: Text; content: string },
    declaredBy: EvidenceRecord['declaredBy'],
  ): void {
    const { kind, title, content } = what;
    step.evidence.push({ kind, title, text: content, at: new Date().toISOString(), declaredBy, proofs: [...proofs] });
  }
}
