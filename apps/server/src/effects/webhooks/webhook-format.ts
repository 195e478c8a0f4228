import type { Happening } from '../../core/effects/happening.ts';

/** A question to the app's backend: may this user enter this channel? */
export interface VerificationQuestion {
  readonly userId: string;
  readonly channel: string;
}

/** How a request is signed: the header's name and its value. */
export interface Signature {
  readonly header: string;
  readonly value: string;
}

/** How webhook requests of one protocol look. Protocols bring theirs; the native one is `native-format.ts`. */
export interface WebhookFormat {
  /** What an endpoint calls it in its settings. */
  readonly name: string;
  /** The body that tells of a happening, as JSON text; null: this format has no word for it. */
  encode(happening: Happening, deliveryId: string): string | null;
  /** The body of a question that is answered at once: status 200 is yes. Null: this format asks none. */
  encodeQuestion(question: VerificationQuestion): string | null;
  /** Signs a body with the endpoint's secret. `at`: now, in ms, for formats whose signatures carry the time. */
  sign(body: string, secret: string, at: number): Signature;
}
