import type { OpenApiDocument } from '../../openapi/openapi-types.ts';

/** What a check of a document is given. */
export interface DocumentCheckOptions {
  /** Where the server is, without the API's prefix. */
  readonly origin: string;
  readonly document: OpenApiDocument;
  /** Credentials that may do everything. */
  readonly headers: Readonly<Record<string, string>>;
  /** By operation id, for operations that use up their credentials: asked for others before each request. */
  readonly freshHeaders?: Readonly<Record<string, () => Promise<Readonly<Record<string, string>>>>>;
  /**
   * Values for fields of these names, instead of generated ones: a channel or an id that exists. For one operation alone:
   * `<operationId>.<name>`.
   */
  readonly samples?: Readonly<Record<string, readonly unknown[]>>;
  /** Operations that are not called at all, such as one that would stop the server. */
  readonly skip?: readonly string[];
  /** Operations that may answer a request that fits the document with `bad_request`, for reasons no schema can hold. */
  readonly picky?: readonly string[];
  /** Streams that may stay silent: only their head is read. */
  readonly quiet?: readonly string[];
  /** Requests that fit the document, for each operation. Default 12. */
  readonly runs?: number;
  /** The same seed sends the same requests. */
  readonly seed?: number;
}
