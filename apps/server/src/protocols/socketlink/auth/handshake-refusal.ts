/** How a handshake is refused: an HTTP status and a bare word, which is not JSON. */
export interface HandshakeRefusal {
  readonly status: number;
  readonly word: string;
}

/** The original's words, and three for what it does not know: origins, tokens, and a token that cannot be checked now. */
export const HANDSHAKE_REFUSALS = {
  key: { status: 401, word: 'INVALID_API_KEY' },
  uid: { status: 400, word: 'INVALID_UID' },
  metadata: { status: 413, word: 'INVALID_METADATA' },
  banned: { status: 403, word: 'CONNECTION_BANNED' },
  duplicate: { status: 409, word: 'UID_ALREADY_EXIST' },
  limit: { status: 503, word: 'MAX_CONNECTION_LIMIT_REACHED' },
  origin: { status: 403, word: 'ORIGIN_NOT_ALLOWED' },
  token: { status: 401, word: 'INVALID_TOKEN' },
  tokenUnchecked: { status: 503, word: 'TOKEN_NOT_CHECKED' },
} as const satisfies Record<string, HandshakeRefusal>;
