import type { Happening } from '../../core/effects/happening.ts';
import type { EndpointEvent, EndpointSettings } from './endpoint-settings.ts';

/** A question to the app's backend: may this user enter this channel? */
export interface VerificationQuestion {
  readonly userId: string;
  /** Present when nobody proved that it is this user. */
  readonly claimed?: true;
  readonly channel: string;
}

/** What a request is signed with. */
export interface SigningKey {
  readonly secret: string;
  /** The app's public key, for formats that name it; null for those that are signed by the endpoint's own secret only. */
  readonly appKey: string | null;
}

/** How webhook requests of one protocol look. Protocols bring theirs; the native one is `native-format.ts`. */
export interface WebhookFormat {
  /** What an endpoint calls it in its settings. */
  readonly name: string;
  /** What it has words for, somewhere; an endpoint that asks for anything else is refused. Absent: everything. */
  readonly tells?: readonly EndpointEvent[];
  /** What holds for an endpoint that does not say otherwise, where that differs from other formats. */
  readonly defaults?: Partial<Pick<EndpointSettings, 'retryForMs' | 'leaveDelayMs'>>;
  /**
   * What signs requests to an endpoint that has no secret of its own. `nothing`: they are not signed. `app`: the newest
   * secret of the app.
   */
  readonly signedBy: 'nothing' | 'app';
  /** The body that tells of a happening, as JSON text; null: this format has no word for it. */
  encode(happening: Happening, deliveryId: string): string | null;
  /**
   * One body for several that {@link encode} made, in their order; also for one, where an endpoint wants them gathered.
   * Absent: this format tells of one thing at a time.
   */
  join?(bodies: readonly string[]): string;
  /** The body of a question that is answered at once: status 200 is yes. Null: this format asks none. */
  encodeQuestion(question: VerificationQuestion): string | null;
  /** The headers that sign a body. `at`: now, in ms, for formats whose signatures carry the time. */
  sign(body: string, key: SigningKey, at: number): Readonly<Record<string, string>>;
}
