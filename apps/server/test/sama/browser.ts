/** A page's call of a server, as far as a browser minds. */
export interface PageCall {
  readonly method: 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Blob;
  /** Whether cookies go along, and come back: `credentials: 'include'`. */
  readonly withCookies?: boolean;
}

const PLAIN_METHODS = new Set(['GET', 'HEAD', 'POST']);
const COOKIE = /^([^=;]+)=([^;]*)(.*)$/;

/**
 * What a browser does for the pages of one origin: keeps their cookies and their storage for all tabs, and lets them call
 * another origin only as far as that allows it.
 */
export class Browser {
  readonly origin: string;
  readonly storage = new Map<string, string>();
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.origin = origin;
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Throws a TypeError where the server does not allow pages of this origin to call it so. */
  async fetch(url: string, call: PageCall): Promise<Response> {
    const { method, body, withCookies = false } = call;
    const headers = { ...call.headers, origin: this.origin };
    await this.#ask(url, call);
    const response = await fetch(url, {
      method,
      headers: withCookies && this.cookies !== '' ? { ...headers, cookie: this.cookies } : headers,
      ...(body === undefined ? {} : { body }),
    });
    this.#check(response, withCookies);
    if (withCookies) for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** The question that goes before calls that no form could make. */
  async #ask(url: string, { method, headers = {}, withCookies = false }: PageCall): Promise<void> {
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    if (PLAIN_METHODS.has(method) && names.length === 0) return;
    const answer = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        ...{ origin: this.origin, 'access-control-request-method': method },
        ...(names.length === 0 ? {} : { 'access-control-request-headers': names.join(',') }),
      },
    });
    this.#check(answer, withCookies);
    const allowed = (name: string): string[] =>
      (answer.headers.get(`access-control-allow-${name}`) ?? '').toLowerCase().split(/ *, */);
    const isMethodAllowed = PLAIN_METHODS.has(method) || allowed('methods').includes(method.toLowerCase());
    const missing = names.filter((name) => !allowed('headers').includes(name));
    if (!answer.ok || !isMethodAllowed || missing.length > 0) {
      throw new TypeError(`${method} ${url} is not allowed: ${answer.status} ${missing.join(', ')}`);
    }
  }

  #check({ url, headers }: Response, withCookies: boolean): void {
    const allowed = headers.get('access-control-allow-origin');
    const isAllowed = withCookies
      ? allowed === this.origin && headers.get('access-control-allow-credentials') === 'true'
      : allowed === this.origin || allowed === '*';
    if (!isAllowed) throw new TypeError(`${url} does not let pages of ${this.origin} read its answers`);
  }

  #keep(line: string): void {
    const [, name = '', value = '', rest = ''] = COOKIE.exec(line) ?? [];
    if (/;\s*max-age=0\b/i.test(rest)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
