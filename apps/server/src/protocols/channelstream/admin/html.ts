/** Text that is HTML already. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Html[];

/**
 * HTML from a template. What is put into it is text, in content and in quoted attributes alike, unless it is HTML itself.
 *
 * @example
 * html`<td title="${name}">${name}</td>`;
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    template.reduce((text, piece, index) => `${text}${written(parts[index - 1] ?? '')}${piece}`),
  );
}

function written(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
