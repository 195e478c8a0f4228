import type { IncomingHttpHeaders } from 'node:http';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text of a request header, or undefined if it is missing or empty. Node reads the bytes of headers as Latin-1; what
 * is UTF-8, as most clients write it, is read as that.
 */
export function headerText(
  { headers }: { readonly headers: IncomingHttpHeaders },
  name: string,
): string | undefined {
  const value = headers[name.toLowerCase()];
  const text = Array.isArray(value) ? value.join(', ') : value;
  if (text === undefined || text === '') return undefined;
  try {
    return UTF8.decode(Buffer.from(text, 'latin1'));
  } catch {
    // Not UTF-8: Latin-1 is what it was.
    return text;
  }
}
