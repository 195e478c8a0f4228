import { useEffect } from 'react';

const SEQUENCE_MS = 1200;

/**
 * Listens for keys and for sequences of two, such as `g l`. Keys typed into a field, or with a modifier, are not for it.
 *
 * @param actions by what is typed: `?`, `g l`
 */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target))
        return;
      const begun = first !== null && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ` : '';
      const action = actions[`${begun}${event.key}`];
      first = begun === '' && !action ? { key: event.key, at: event.timeStamp } : null;
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [actions]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input, textarea, select, [role="textbox"], [role="dialog"] *'))
  );
}
