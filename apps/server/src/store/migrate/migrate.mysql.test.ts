import * as mariadb from 'mariadb';
import { mysqlConfig } from '../sql/mysql-database.ts';
import { mysqlShape } from '../testing/mysql-shape.ts';
import { createMariadbDatabase } from '../testing/test-mariadb.ts';
import { migrateCases } from './migrate.cases.ts';

migrateCases(
  { createDatabase: createMariadbDatabase },
  {
    provider: 'mysql',
    shapeOf: mysqlShape,
    async run(url, statement) {
      const connection = await mariadb.createConnection(mysqlConfig(url));
      await connection.query(statement);
      await connection.end();
    },
  },
);
