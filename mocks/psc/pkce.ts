import { createHash } from 'node:crypto';

/** A code challenge (RFC 7636). */
export interface CodeChallenge {
  value: string;
  method: 'plain' | 'S256';
}

/** Reads the challenge of an authorization request; an error text when it is none. */
export function readCodeChallenge(parameters: URLSearchParams): CodeChallenge | undefined | { problem: string } {
  const value = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method') ?? 'plain';
  if (value === null) {
    return parameters.has('code_challenge_method') ? { problem: 'Missing parameter: code_challenge' } : undefined;
  }
  if (method !== 'plain' && method !== 'S256') return { problem: 'Invalid parameter: code_challenge_method' };
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(value)) return { problem: 'Invalid parameter: code_challenge' };
  return { value, method };
}

/** Whether a verifier answers a challenge; never when there was none. */
export function codeChallengeMatches(challenge: CodeChallenge | undefined, verifier: string): boolean {
  if (challenge === undefined || !/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return false;
  if (challenge.method === 'plain') return challenge.value === verifier;
  return challenge.value === createHash('sha256').update(verifier).digest('base64url');
}
