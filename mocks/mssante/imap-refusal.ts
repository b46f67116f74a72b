/** A command that fails: thrown by handlers, answered as the tagged response. The session goes on. */
export class ImapRefusal extends Error {
  /** `BAD`: not understood; `NO`: understood and refused (RFC 3501 §7.1). */
  readonly status: 'NO' | 'BAD';
  /** Response code without its brackets: `TRYCREATE`, `AUTHENTICATIONFAILED`. */
  readonly code: string | undefined;

  constructor(status: 'NO' | 'BAD', message: string, code?: string) {
    super(message);
    this.name = 'ImapRefusal';
    this.status = status;
    this.code = code;
  }
}

/** A syntax the command does not have: `BAD`. */
export function bad(message: string): ImapRefusal {
  return new ImapRefusal('BAD', message);
}

/** A refusal, with a response code of RFC 5530 when there is one: `NO`. */
export function no(message: string, code?: string): ImapRefusal {
  return new ImapRefusal('NO', message, code);
}
