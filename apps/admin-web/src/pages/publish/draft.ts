/** The fields of the publish form, as typed. */
export interface Draft {
  readonly channel: string;
  readonly name: string;
  readonly json: string;
  readonly asUser: string;
}

const FIRST: Draft = { channel: '', name: 'message', json: '{\n  "text": "hello"\n}', asUser: '' };

/** What was published last from this browser, or an example. */
export function loadDraft(storage: Storage, app: string): Draft {
  const kept = storage.getItem(keyOf(app));
  if (kept === null) return FIRST;
  try {
    return draftOf(JSON.parse(kept));
  } catch (error) {
    // Whatever else wrote there: a draft is not worth failing for.
    if (error instanceof SyntaxError) return FIRST;
    throw error;
  }
}

export function keepDraft(storage: Storage, app: string, draft: Draft): void {
  storage.setItem(keyOf(app), JSON.stringify(draft));
}

/** What is wrong with a text as JSON; null if nothing is. */
export function jsonFault(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function draftOf(value: unknown): Draft {
  const kept: Partial<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {};
  const text = (field: keyof Draft) => {
    const found = kept[field];
    return typeof found === 'string' ? found : FIRST[field];
  };
  return { channel: text('channel'), name: text('name'), json: text('json'), asUser: text('asUser') };
}

function keyOf(app: string): string {
  return `parley.publish.${app}`;
}
