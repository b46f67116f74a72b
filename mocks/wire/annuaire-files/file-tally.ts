/**
 * Why a line or an object of a directory file is not as it should be. A line that cannot be read is left out and the
 * rest goes on; the others are kept as they are and told (annuaire.md §§5, 7, 8: a wrong key is a warning, never a
 * refusal).
 */
export type FileProblemReason =
  /** Left out: fewer cells than the header. On the last line: the file is cut. */
  | 'cut'
  /** Left out: more cells than the header, a label that holds a `|` for instance. */
  | 'too-many-cells'
  /** Left out: longer than {@link MAX_LINE_BYTES}. */
  | 'too-long'
  /** Left out: holds NUL characters, so is no text. */
  | 'not-text'
  /** Left out: what the line is about has no identifier. */
  | 'no-identifier'
  /** Left out: not the kind of object or line the format has there. */
  | 'not-understood'
  /** Left out: the same object was read before. */
  | 'repeated'
  /** Left out: names a person, a structure or an activity that no file describes. */
  | 'orphan'
  /** Kept: not UTF-8, read as Windows-1252. */
  | 'windows-1252'
  /** Kept: a date before 1900, after 2100 or that does not exist. */
  | 'odd-date'
  /** Kept, put right: X and Y of a place were exchanged. */
  | 'swapped-coordinates'
  /** Kept: the key of a FINESS, RPPS, SIREN or SIRET number is wrong. */
  | 'wrong-key';

/** Bytes a line may have. Real lines have about 1 300 (annuaire.md §9). */
export const MAX_LINE_BYTES = 64 * 1024;

/** Problems kept with their place; all of them are counted. */
const PROBLEMS_KEPT = 20;

/** One thing found in a file, and where. */
export interface FileProblem {
  reason: FileProblemReason;
  /** Line of a text file, rank of the object in a JSON flow, from 1. */
  line: number;
  /** Column of a text file, from 1: rank of the cell, not of the character. */
  column?: number;
  /** What was found, in a few words. */
  detail: string;
}

/** What was read in one file. Readers fill it in while they go, so it also serves to show progress. */
export class FileTally {
  /** Bytes taken so far, before decoding. */
  bytes = 0;
  /** Lines or objects seen, the header not counted. */
  read = 0;
  /** Of these, given to the caller. */
  kept = 0;
  encoding: 'UTF-8' | 'Windows-1252' = 'UTF-8';
  /** The file starts with a byte order mark. */
  bom = false;
  /** Names of the header this bench does not know; they are not read. */
  readonly unknownColumns: string[] = [];
  /** Lines left out, by reason. */
  readonly ignored = new Map<FileProblemReason, number>();
  /** Lines kept although something is odd, by reason. */
  readonly told = new Map<FileProblemReason, number>();
  /** The first ones, with their place. */
  readonly problems: FileProblem[] = [];

  /** Counts a line left out. */
  ignore(problem: FileProblem): void {
    this.#add(this.ignored, problem);
  }

  /** Counts a line kept although something is odd in it. */
  tell(problem: FileProblem): void {
    this.#add(this.told, problem);
  }

  #add(counts: Map<FileProblemReason, number>, problem: FileProblem): void {
    counts.set(problem.reason, (counts.get(problem.reason) ?? 0) + 1);
    if (this.problems.length < PROBLEMS_KEPT) this.problems.push(problem);
  }
}
