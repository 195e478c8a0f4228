import type { IncomingMessage } from 'node:http';

/** Which browser pages may talk to the server: its own, and those whose origin is configured. */
export class OriginPolicy {
  readonly #allowed: ReadonlySet<string>;
  readonly #allowsAny: boolean;

  constructor(allowed: readonly string[]) {
    this.#allowed = new Set(allowed.map((origin) => origin.replace(/\/$/, '').toLowerCase()));
    this.#allowsAny = this.#allowed.has('*');
  }

  /** Whether no origin is named: then protocols whose clients are other sites' pages by nature, and bring no cookie, let any in. */
  get isOpen(): boolean {
    return this.#allowed.size === 0 || this.#allowsAny;
  }

  /** Requests without an origin do not come from another site's page in a browser. */
  allows(origin: string | undefined, host: string | undefined): boolean {
    return (
      origin === undefined ||
      this.#allowsAny ||
      this.#allowed.has(origin.toLowerCase()) ||
      isOwn(origin, host)
    );
  }

  /** Whether the dashboard's cookie counts on this handshake, where no custom header can vouch for the page. */
  isOwnPage(request: IncomingMessage): boolean {
    const { origin, host } = request.headers;
    return origin !== undefined && isOwn(origin, host);
  }
}

function isOwn(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
