import { useSearchParams } from 'wouter';

/**
 * A part of the page's state that lives in its address, so that a link leads back to it. Null when absent.
 *
 * Kept in the query, not the path: names of channels may hold anything, slashes too.
 */
export function useParam(name: string): [string | null, (value: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const set = (value: string | null) => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === null || value === '') after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  };
  return [params.get(name), set];
}
