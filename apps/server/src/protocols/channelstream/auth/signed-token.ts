/** A token of a backend, taken apart. Whether it is true is for a secret to say. */
export interface SignedToken {
  /** What the backend signed: `channelstream`, as a rule. */
  readonly value: string;
  /** When, in seconds since 1970-01-01 UTC. */
  readonly seconds: number;
  /** What the signature is over, character by character as it came. */
  readonly signedText: string;
  readonly signature: Buffer;
}

const BASE64 = /^[A-Za-z0-9+/_-]+=*$/;
const SIGNATURE_BYTES = 20;
/** Seconds in so many bytes are dates as far as anybody will live. */
const MOST_TIME_BYTES = 6;

/**
 * Reads `<value>.<time>.<signature>`, the form of itsdangerous' TimestampSigner. Signers disagree on the alphabet of base64
 * and on its padding, so both are read as they come. Null for anything else.
 */
export function readToken(text: string): SignedToken | null {
  const signatureAt = text.lastIndexOf('.');
  const timeAt = text.lastIndexOf('.', signatureAt - 1);
  if (signatureAt <= 0 || timeAt === -1) return null;
  const signedText = text.slice(0, signatureAt);
  const time = bytesOf(text.slice(timeAt + 1, signatureAt));
  const signature = bytesOf(text.slice(signatureAt + 1));
  if (time === null || time.length > MOST_TIME_BYTES) return null;
  if (signature?.length !== SIGNATURE_BYTES) return null;
  return {
    value: text.slice(0, timeAt),
    seconds: time.readUIntBE(0, time.length),
    signedText,
    signature,
  };
}

function bytesOf(text: string): Buffer | null {
  if (!BASE64.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 0 ? null : bytes;
}
