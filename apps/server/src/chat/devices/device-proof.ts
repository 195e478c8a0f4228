const PREFIX = 'device:';

/** How the proof of an access token is called: it rests on the sign-in that gave it out. */
export function deviceProof(id: string): string {
  return PREFIX + id;
}

/** The sign-in that a proof is of; null for other proofs. */
export function deviceOfProof(proof: string): string | null {
  return proof.startsWith(PREFIX) ? proof.slice(PREFIX.length) : null;
}
