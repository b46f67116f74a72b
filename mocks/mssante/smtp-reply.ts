/** A reply that ends a step, refused or failed. */
export interface SmtpReply {
  status: number;
  /** Enhanced code (RFC 3463), then text in ASCII. */
  text: string;
}

/** How a step ends: done, refused with a reply, or never answered. */
export type StepResult = SmtpReply | 'silent' | undefined;

/** Ends a step of smtp-server, with an error when it is refused. */
export type StepDone = (error?: (Error & { responseCode?: number }) | null) => void;

/** A reply as smtp-server wants it. */
export function replyError({ status, text }: SmtpReply): Error & { responseCode: number } {
  return Object.assign(new Error(text), { responseCode: status });
}

/** `550 5.1.1 …` */
export function replyLine({ status, text }: SmtpReply): string {
  return `${status} ${text}`;
}

/** Gives the outcome of a step to smtp-server; one that throws is told to `broke`, and answered `451`. */
export function concludeStep(step: Promise<StepResult>, done: StepDone, broke: (error: unknown) => void): void {
  step.then(
    (result) => {
      if (result !== 'silent') done(result === undefined ? undefined : replyError(result));
    },
    (error: unknown) => {
      broke(error);
      done(replyError(INTERNAL_ERROR));
    },
  );
}

/** What the operator answers when it fails. */
export const INTERNAL_ERROR: SmtpReply = { status: 451, text: '4.3.0 Internal error of the operator' };

/** A message larger than the limit (mssante.md §2.8). */
export function messageTooBig(limit: number): SmtpReply {
  return { status: 552, text: `5.3.4 Message too big, the limit is ${limit} bytes` };
}
