import { storeCases } from './store.cases.ts';
import { createMariadbDatabase } from './testing/test-mariadb.ts';

storeCases({ createDatabase: createMariadbDatabase });
