import { setTimeout as sleep } from 'node:timers/promises';
import { type SentHl7, sendHl7 } from '../core/hl7-sending.js';
import type { ServiceEnvironment } from '../core/service.js';
import {
  type BusinessReturn,
  keysOf,
  RETURN_FAULTS,
  returnUnder,
  transactionOf,
  writeReturn,
} from './business-returns.js';
import type { DpiAddress } from './dpi-address.js';
import type { TakenMessage } from './taken-messages.js';

/** Business acknowledgements on their way to the DPI: one at a time, in order. */
export interface ReturnQueue {
  /** Sends a return once those before have left; waits for the DPI's address when nobody told it. */
  add(wanted: BusinessReturn, taken: TakenMessage): void;
  /** Sends a return now, whatever waits, and tells what came of it. */
  send(wanted: BusinessReturn, taken: TakenMessage): Promise<SentHl7 | undefined>;
  /** Sends what waited for the DPI's address. Returns how many. */
  release(): number;
  /** Gives up what waits, and waits for what is leaving. */
  close(): Promise<void>;
}

interface Waiting {
  wanted: BusinessReturn;
  taken: TakenMessage;
}

/** An empty queue. A return that fails is not sent again by itself: the journal tells, the command `return` resends. */
export function createReturnQueue(environment: ServiceEnvironment, dpi: DpiAddress): ReturnQueue {
  const closing = new AbortController();
  let waiting: Waiting[] = [];
  let leaving = Promise.resolve();

  const send = async (wanted: BusinessReturn, taken: TakenMessage): Promise<SentHl7 | undefined> => {
    const target = dpi.resolve(undefined);
    const keys = keysOf(wanted, taken);
    const planned = { acknowledges: wanted.message, ...keys };
    const fault = environment.faults.take('pfi', transactionOf(wanted), planned, RETURN_FAULTS);
    if (fault?.delayMs !== undefined) {
      // The signal only cuts the wait short.
      await sleep(fault.delayMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
    if (fault?.kind === 'withheld' || closing.signal.aborted) return undefined;
    const bytes = writeReturn(returnUnder(fault, wanted), taken, environment.clock.now());
    const [sent] = await sendHl7({ service: 'pfi', environment, target, signal: closing.signal }, [
      { bytes, keys, ...(fault === undefined ? {} : { fault: fault.kind }) },
    ]);
    return sent;
  };
  const leave = ({ wanted, taken }: Waiting): void => {
    leaving = leaving
      .then(() => send(wanted, taken))
      .then(() => undefined)
      // Those that follow leave all the same.
      .catch((error: unknown) => benchFault(environment, wanted, error));
  };

  return {
    send,
    add: (wanted, taken) => {
      if (dpi.known === undefined) waiting.push({ wanted, taken });
      else leave({ wanted, taken });
    },
    release: () => {
      const released = waiting;
      waiting = [];
      for (const one of released) leave(one);
      return released.length;
    },
    close: async () => {
      waiting = [];
      closing.abort(new Error('Le banc s’arrête.'));
      await leaving;
    },
  };
}

function benchFault({ journal }: ServiceEnvironment, wanted: BusinessReturn, error: unknown): void {
  const reason = `erreur du banc : ${error instanceof Error ? error.message : String(error)}`;
  const now = new Date().toISOString();
  journal.record({
    service: 'pfi',
    transaction: transactionOf(wanted),
    protocol: 'mllp',
    initiator: 'bench',
    startedAt: now,
    finishedAt: now,
    keys: { acknowledges: wanted.message },
    summary: `Accusé métier du message ${wanted.message} : ${reason}`,
    request: { line: transactionOf(wanted), headers: [] },
    unexpected: reason,
    tolerated: [],
  });
}
