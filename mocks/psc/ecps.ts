import type { Identity } from './identity.js';
import type { CibaRequest, Interaction, Provider } from './provider.js';

/** What a person does on their e-CPS. */
export type EcpsDecision = 'approve' | 'deny' | 'ignore';

/** Something a person is asked on their e-CPS: a CIBA request, or a sign-in begun in the e-CPS tab. */
export interface EcpsPending {
  /** Identifies it on the page; opens nothing. */
  id: string;
  identity: Identity;
  clientId: string;
  /** Code to compare. */
  code: string;
  /** Milliseconds of the injected clock. */
  askedAt: number;
  decide(decision: EcpsDecision): void;
}

const DECIDED = { approve: 'approved', deny: 'denied', ignore: 'ignored' } as const;

/** What waits for an answer, oldest first. */
export function pendingOnEcps(provider: Provider): EcpsPending[] {
  const now = provider.now();
  const ciba = provider.cibaRequests
    .values()
    .filter(
      ({ decision, askedAt, expired }) =>
        decision === 'pending' && !expired && now < askedAt + provider.options.lifetimes.ciba * 1000,
    )
    .map((asked) => fromCiba(asked));
  const signIns = provider.interactions.values().flatMap((interaction) => fromInteraction(interaction));
  return [...ciba, ...signIns].sort((a, b) => a.askedAt - b.askedAt);
}

/** The decision told in advance for this person (command `ecps`), spent by asking; `pending` without one. */
export function decisionInAdvance(provider: Provider, { nationalId }: Identity): CibaRequest['decision'] {
  const told = provider.decisions.get(nationalId);
  provider.decisions.delete(nationalId);
  return told === undefined ? 'pending' : DECIDED[told];
}

function fromCiba(asked: CibaRequest): EcpsPending {
  return {
    // Not the auth_req_id: the page must give nobody the means to poll.
    id: `ciba-${asked.authReqId.slice(0, 12)}`,
    identity: asked.identity,
    clientId: asked.clientId,
    code: asked.bindingMessage ?? '',
    askedAt: asked.askedAt,
    decide: (decision) => {
      asked.decision = DECIDED[decision];
    },
  };
}

function fromInteraction({ id, request, askedAt, ecps }: Interaction): EcpsPending[] {
  if (ecps?.decision !== 'pending') return [];
  return [
    {
      id: `code-${id.slice(0, 8)}`,
      identity: ecps.identity,
      clientId: request.clientId,
      code: ecps.code,
      askedAt,
      decide: (decision) => {
        ecps.decision = DECIDED[decision];
      },
    },
  ];
}
