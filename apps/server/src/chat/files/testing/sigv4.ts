import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface SigV4Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/**
 * Checks a request as AWS documents its Signature Version 4 for S3, in a header or in the query. Written from that
 * description, with nothing of the library that signs. Returns what is wrong; null: it holds.
 */
export function sigV4Fault(request: IncomingMessage, keys: SigV4Keys, now: number): string | null {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const claim = url.searchParams.has('X-Amz-Signature') ? inQuery(url) : inHeader(request);
  if (claim === null) return 'AccessDenied';
  const signedAt = Date.parse(claim.date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(signedAt <= now + 900_000 && now < signedAt + claim.holdsS * 1000)) return 'Request has expired';
  const scope = `${claim.date.slice(0, 8)}/${keys.region}/s3/aws4_request`;
  if (claim.credential !== `${keys.accessKeyId}/${scope}`) return 'InvalidAccessKeyId';
  if (!claim.signedHeaders.includes('host')) return 'host must be signed';
  const canonical = [
    request.method,
    url.pathname,
    canonicalQuery(request.url ?? ''),
    ...claim.signedHeaders.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}`),
    '',
    claim.signedHeaders.join(';'),
    claim.payload,
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', claim.date, scope, sha256(canonical)].join('\n');
  let key: Buffer | string = `AWS4${keys.secretAccessKey}`;
  for (const part of scope.split('/')) key = hmac(key, part);
  const due = hmac(key, text);
  const given = Buffer.from(claim.signature, 'hex');
  const holds = given.length === due.length && timingSafeEqual(given, due);
  return holds ? null : 'SignatureDoesNotMatch';
}

interface Claim {
  readonly credential: string;
  readonly date: string;
  readonly holdsS: number;
  readonly signedHeaders: readonly string[];
  readonly payload: string;
  readonly signature: string;
}

function inQuery({ searchParams }: URL): Claim {
  const field = (name: string): string => searchParams.get(`X-Amz-${name}`) ?? '';
  return {
    credential: field('Credential'),
    date: field('Date'),
    holdsS: Math.min(Number(field('Expires')), 604_800),
    signedHeaders: field('SignedHeaders').split(';'),
    payload: 'UNSIGNED-PAYLOAD',
    signature: field('Signature'),
  };
}

function inHeader({ headers }: IncomingMessage): Claim | null {
  const [, credential, signed, signature] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  if (credential === undefined || signed === undefined || signature === undefined) return null;
  return {
    credential,
    signature,
    date: String(headers['x-amz-date']),
    holdsS: 900,
    signedHeaders: signed.split(';'),
    payload: String(headers['x-amz-content-sha256']),
  };
}

/** From the query as it was sent: a plus is a plus here, as some services take it. */
function canonicalQuery(url: string): string {
  const [, query = ''] = url.split('?');
  return query
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='))
    .map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return `${encode(decodeURIComponent(name))}=${encode(decodeURIComponent(value))}`;
    })
    .sort()
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
