import { ParleyError } from '../../../../core/errors/parley-error.ts';
import { openEndpoint } from '../endpoint.ts';
import { object, uuid } from '../input/fields.ts';

/**
 * `GET` and `POST /disconnect`: ends a connection, for whoever knows its id. Says whether there was one. A page that is being
 * closed can send a POST with an address and nothing else (a beacon).
 */
export const disconnect = openEndpoint({
  path: '/disconnect',
  methods: ['GET', 'POST'],
  query: ['conn_id'],
  withoutBody: {},
  input: object({ conn_id: uuid }),
  answer({ connections }, { input }) {
    const connection = connections.find(input.conn_id);
    connection?.end(new ParleyError('kicked', 'The connection was ended by its client.'));
    return connection !== null;
  },
});
