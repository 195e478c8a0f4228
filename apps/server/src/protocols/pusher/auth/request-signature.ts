import { createHash } from 'node:crypto';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { decoded, type QueryPair, type QueryReading, queryPairs } from './query-pairs.ts';

/** What of a request is signed, as it came: before anything is decoded. Its body is signed by its digest. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query, with whatever prefix the API is mounted under. */
  readonly url: string;
}

/** What a signature is checked against. */
export interface Authority<Proof> {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nowMs: number;
  /** Whether the app has this client key. */
  knows(key: string): boolean;
  /** Which secret of the app made the signature of a text; null: none of them. Compares in constant time. */
  provenBy(text: string, signature: string): Proof | null;
}

/** A request whose signature holds. */
export interface ProvenRequest<Proof> {
  /** Its query, read as its sender wrote it. */
  readonly pairs: readonly QueryPair[];
  readonly proof: Proof;
}

const WINDOW_S = 600;
const SIGNATURE = 'auth_signature';

/**
 * Checks who sent a request, in the order and with the texts of the service whose clients send it: the key, the version,
 * the time, the signature. A recorded request is worth nothing after ten minutes.
 *
 * A signature covers `METHOD\npath\nname=value&…`: all pairs of the query but itself, sorted by name, *decoded*. SDKs
 * disagree on what was decoded before they signed, so the path is tried as it came and decoded, and the query as percent-
 * escapes and as a form. The call is then read as it was signed.
 *
 * @throws ParleyError `unauthenticated`.
 */
export function proveRequest<Proof>(
  request: SignedRequest,
  authority: Authority<Proof>,
): ProvenRequest<Proof> {
  const { path, query } = splitUrl(request.url);
  const given = new Map(queryPairs(query, 'escapes'));
  if (!authority.knows(given.get('auth_key') ?? '')) throw refused('Unknown auth_key');
  requireVersion(given.get('auth_version'));
  requireFresh(given.get('auth_timestamp'), authority.nowMs);
  const signature = given.get(SIGNATURE) ?? '';
  const tried = new Set<string>();
  for (const reading of READINGS) {
    const pairs = queryPairs(query, reading);
    for (const signedPath of [path, decoded(path)]) {
      const text = stringToSign(request.method, signedPath, pairs);
      if (tried.has(text)) continue;
      tried.add(text);
      const proof = authority.provenBy(text, signature);
      if (proof !== null) return { pairs, proof };
    }
  }
  const [expected] = tried;
  throw refused(
    `Invalid signature: you should have sent HmacSHA256Hex(${JSON.stringify(expected)}, your_secret_key), ` +
      `but you sent ${JSON.stringify(signature)}`,
  );
}

/**
 * Checks the digest of the body that a proven request names, over the bytes as they came.
 *
 * @throws ParleyError `unauthenticated`.
 */
export function requireBodyDigest(pairs: readonly QueryPair[], body: Buffer): void {
  const given = pairs.find(([name]) => name === 'body_md5')?.[1];
  if (given === undefined && body.length === 0) return;
  if (given === undefined) throw refused('body_md5 required: the request has a body');
  const digest = createHash('md5').update(body).digest('hex');
  if (given.toLowerCase() !== digest) throw refused('Invalid body_md5: it is not the MD5 of the body');
}

/** The text that is signed for a request. */
export function stringToSign(method: string, path: string, pairs: readonly QueryPair[]): string {
  const signed = pairs
    .filter(([name]) => name !== SIGNATURE)
    // Stable, so that the values of a list keep their order.
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `${method}\n${path}\n${signed.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

const READINGS: readonly QueryReading[] = ['escapes', 'form'];

function splitUrl(url: string): { path: string; query: string } {
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

function requireVersion(version: string | undefined): void {
  if (version === undefined) throw refused('Version required');
  if (version !== '1.0') throw refused('Version not supported');
}

function requireFresh(timestamp: string | undefined, nowMs: number): void {
  // So many digits at most that any of them is a date.
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) throw refused('Timestamp required');
  const now = Math.floor(nowMs / 1000);
  if (Math.abs(now - Number(timestamp)) < WINDOW_S) return;
  throw refused(
    `Timestamp expired: Given timestamp (${secondsText(Number(timestamp))}) not within ${WINDOW_S}s ` +
      `of server time (${secondsText(now)})`,
  );
}

function secondsText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

function refused(message: string): ParleyError {
  return new ParleyError('unauthenticated', message);
}
