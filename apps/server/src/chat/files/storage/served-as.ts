import { essenceOf } from '../content-type.ts';

/** What a browser is told about a content. */
export interface ServedAs {
  readonly contentType: string;
  readonly disposition: string;
}

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);
/** Without a `+`: a type that ends with `+xml` is a document, whatever it begins with. */
const MEDIA = /^(audio|video)\/[a-z0-9.-]+$/;

/**
 * Uploads are never active content: a browser shows those of a short list of types that run nothing, all others it
 * saves, not knowing what they are (HTML, SVG, XML, scripts above all).
 */
export function servedAs({ name, contentType }: { name: string; contentType: string }): ServedAs {
  const essence = essenceOf(contentType);
  if (essence === 'text/plain') return shown('text/plain; charset=utf-8', name);
  // Only of these do parameters matter: they name the codecs.
  if (MEDIA.test(essence)) return shown(contentType, name);
  if (PICTURES.has(essence)) return shown(essence, name);
  return { contentType: 'application/octet-stream', disposition: `attachment; ${fileName(name)}` };
}

function shown(contentType: string, name: string): ServedAs {
  return { contentType, disposition: `inline; ${fileName(name)}` };
}

/** The name twice (RFC 6266): plainly for old clients, and in UTF-8 as RFC 5987 writes it. */
function fileName(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${exact}`;
}
