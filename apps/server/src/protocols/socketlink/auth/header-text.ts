const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A header as the text that the client meant. Node hands over one character for each byte; clients send UTF-8, or, like
 * Node's own, Latin-1. What is not UTF-8 is taken as the latter.
 */
export function headerText(header: string | string[] | undefined): string | undefined {
  const raw = Array.isArray(header) ? header[0] : header;
  if (raw === undefined || isAscii(raw)) return raw;
  try {
    return utf8.decode(Buffer.from(raw, 'latin1'));
  } catch {
    return raw;
  }
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
