import { Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { chosenApp } from '../session/chosen-app.ts';
import { useSession } from '../session/session.ts';

/** Chooses the app to look at; not there when there is only one. */
export function AppSwitcher() {
  const { app, apps } = useSession();
  const queries = useQueryClient();
  if (apps.length < 2) return null;
  return (
    <Select
      aria-label="App"
      size="xs"
      w={160}
      allowDeselect={false}
      searchable={apps.length > 8}
      data={apps.map(({ id, name }) => ({ value: id, label: name }))}
      value={app.id}
      onChange={(id) => {
        if (id === null) return;
        chosenApp.set(id);
        // Some answers do not name the app they are about: none may be taken for the other app's.
        queries.removeQueries({ predicate: ({ queryKey }) => isOfOneApp(queryKey) });
      }}
    />
  );
}

function isOfOneApp(queryKey: readonly unknown[]): boolean {
  return Array.isArray(queryKey[0]) && queryKey[0][0] === 'channels';
}
