import type { ErrorCode } from '../../core/errors/error-codes.ts';

export type RestMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * A way to prove who is calling. `adminKey`: the `api-key` header. `asUser`: the same, with the user it acts for in the
 * `as-user` header. `token`: the client key, alone or with a bearer token. `session`: the dashboard's cookie. `roomKey`: the
 * client key in the `api-key` header, alone or with a bearer token. An operation that lists none is open: what a request brings is not looked at.
 */
export type SecurityKind = 'adminKey' | 'asUser' | 'token' | 'session' | 'roomKey';

export type MediaType = 'application/json' | 'text/plain';

/** Another method or path by which the same operation is reached. It has its own entry in the document. */
export interface RestAlias {
  readonly method: RestMethod;
  /** Input fields that it does not name come from where fields come from by the method. */
  readonly path: `/${string}`;
  readonly operationId: string;
}

/** How a procedure is reached over REST, and what the API document says of it. */
export interface RestMeta {
  readonly method: RestMethod;
  /** Relative to the API's prefix, with the procedure's input fields in braces: `/channels/{channel}/events`. */
  readonly path: `/${string}`;
  /** The chapter of the document it stands in. */
  readonly tag: string;
  /** A few words, without a full stop. */
  readonly summary: string;
  /** Markdown. Default: the summary as a sentence. */
  readonly description?: string;
  /** Default: the procedure's path in camel case. */
  readonly operationId?: string;
  /** Default 200. With 204 nothing is sent, whatever the procedure returns. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Default: all three. Empty: open to everyone. */
  readonly security?: readonly SecurityKind[];
  /** For clients that other servers have taught another way. */
  readonly aliases?: readonly RestAlias[];
  /** POST, PUT, PATCH: input fields that come in the query string instead of the body. */
  readonly query?: readonly string[];
  /** Input fields that come in request headers of their names. */
  readonly headers?: readonly string[];
  /** POST, PUT, PATCH: the one input field whose value is the whole body, such as an array or a text. */
  readonly body?: string;
  /** Default `application/json`. `text/plain` needs `body` or an input that is a string. */
  readonly requestType?: MediaType;
  /**
   * For clients that do not say what they send: a body is read as `requestType` whatever its content type, and where no
   * body belongs, an empty object is as good as none.
   */
  readonly anyContentType?: boolean;
  /** Default `application/json`. `text/plain` needs an output that is a string. */
  readonly responseType?: MediaType;
  /** Codes it can answer beside those that follow from its form: credentials, input, limits, faults. */
  readonly errors?: readonly ErrorCode[];
  /** What it says when it refuses with these codes, instead of the message that tells more. */
  readonly words?: Readonly<Partial<Record<ErrorCode, string>>>;
  readonly deprecated?: boolean;
  /** Shown in the document, and checked against it. */
  readonly examples?: { readonly request?: unknown; readonly response?: unknown };
  /**
   * Subscriptions: the zod schema of one item, where the procedure does not have it as its output. Declared as an
   * object because this type is published with the router's, which must not bring zod's types along.
   */
  readonly item?: object;
}

/** The meta of every native procedure: `initTRPC.meta<ApiMeta>()`. Without `rest` it is reached by tRPC only. */
export interface ApiMeta {
  readonly rest?: RestMeta;
}
