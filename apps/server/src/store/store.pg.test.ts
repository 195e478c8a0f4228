import { storeCases } from './store.cases.ts';
import { createMigratedDatabase } from './testing/test-store.ts';

storeCases({ createDatabase: createMigratedDatabase });
