/** Whom an answer is for: the request's id and, where the client sent it, its JSON-RPC version. */
export interface Addressee {
  readonly id: string | number | null;
  readonly jsonrpc: '2.0' | undefined;
}

/** For what cannot be told apart from anything else the client sent. */
export const NOBODY: Addressee = { id: null, jsonrpc: undefined };

/** How every frame to this addressee begins, without the opening brace. */
export function addressJson({ id, jsonrpc }: Addressee): string {
  return jsonrpc === undefined ? `"id":${JSON.stringify(id)}` : `"id":${JSON.stringify(id)},"jsonrpc":"2.0"`;
}
