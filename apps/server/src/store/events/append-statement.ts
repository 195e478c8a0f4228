import { PENDING } from '../effects/effect-row.ts';
import { NEW_EFFECT_COLUMNS } from '../effects/insert-effects.ts';

/**
 * Writes the events; given the parameters of their readerships and extras, with those.
 *
 * The sub-selects with OFFSET 0 stay what they are: one look-up by index for each row they are asked for.
 */
function writeEvents(marks: string | null): string {
  const marksOf = (alias: string): string => (marks === null ? '' : `, ${alias}readership, ${alias}extras`);
  return `
WITH given AS MATERIALIZED (
  SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::bigint[], $7::text[],
    $8::text[]${marks === null ? '' : `, ${marks}`}) WITH ORDINALITY AS g (channel, id, name, format, body, at, sender, client_id${marksOf('')}, nr)
), channels AS MATERIALIZED (
  SELECT c.*, (SELECT o.id FROM channel o WHERE o.app_id = c.app_id AND o.name = c.name OFFSET 0) AS channel_id
  FROM unnest($9::text[], $10::text[], $11::text[]) WITH ORDINALITY AS c (app_id, name, epoch, nr)
), ids AS MATERIALIZED (
  SELECT array_agg(channel_id ORDER BY nr) AS by_channel FROM channels
), looked AS MATERIALIZED (
  SELECT g.channel, g.nr, (
    SELECT e.log_offset FROM event e
    WHERE e.channel_id = ids.by_channel[g.channel] AND e.sender = g.sender AND e.client_id = g.client_id OFFSET 0
  ) AS known_offset, g.id, g.name, g.format, g.body, g.at, g.sender, g.client_id${marksOf('g.')}
  FROM given g CROSS JOIN ids
), fresh AS MATERIALIZED (
  SELECT *, row_number() OVER (PARTITION BY channel ORDER BY nr) - 1 AS nth FROM looked WHERE known_offset IS NULL
), counts AS MATERIALIZED (
  SELECT channel, count(*) AS total, min(at) AS since, max(at) AS until FROM fresh GROUP BY channel
), heads AS (
  INSERT INTO channel AS c (app_id, name, epoch, head, created_at, last_event_at)
  SELECT app_id, name, epoch, total, since, until
  FROM channels JOIN counts ON counts.channel = channels.nr
  ORDER BY app_id COLLATE "C", name COLLATE "C"
  ON CONFLICT (app_id, name) DO UPDATE SET head = c.head + excluded.head,
    last_event_at = greatest(c.last_event_at, excluded.last_event_at)
  RETURNING c.id, c.app_id, c.name, c.epoch, c.head
), placed AS MATERIALIZED (
  SELECT channels.nr, heads.id, heads.epoch, heads.head - counts.total + 1 AS first
  FROM channels
  LEFT JOIN heads ON heads.app_id = channels.app_id AND heads.name = channels.name
  LEFT JOIN counts ON counts.channel = channels.nr
), places AS MATERIALIZED (
  SELECT array_agg(id ORDER BY nr) AS ids, array_agg(first ORDER BY nr) AS firsts FROM placed
), written AS (
  INSERT INTO event (channel_id, log_offset, id, kind, name, format, body, at, sender, client_id${marksOf('')})
  SELECT places.ids[f.channel], places.firsts[f.channel] + f.nth, f.id, 0, f.name, f.format, f.body, f.at, f.sender,
    f.client_id${marksOf('f.')}
  FROM fresh f CROSS JOIN places
)`;
}

/** Queues the effects of the entries that are written. */
const WRITE_EFFECTS = `, queued AS (
  INSERT INTO effect (${NEW_EFFECT_COLUMNS})
  SELECT e.id, e.app_id, e.kind, e.target, e.lane, e.event, e.payload, e.created_at, ${PENDING}, e.created_at, 0,
    e.created_at
  FROM unnest($12::bigint[], $13::text[], $14::text[], $15::smallint[], $16::text[], $17::text[], $18::text[],
    $19::text[], $20::bigint[]) AS e (entry, id, app_id, kind, target, lane, event, payload, created_at)
  WHERE e.entry IN (SELECT nr FROM fresh)
)`;

/** Where the entries of each channel begin, and which entries are known. */
const ANSWER = `
SELECT nr::int AS channel, epoch, first, NULL::bigint AS known FROM placed WHERE first IS NOT NULL
UNION ALL
SELECT channel, NULL, NULL, nr FROM looked WHERE known_offset IS NOT NULL`;

/**
 * Writes a batch of publishes. Several statements, because a batch without effects, readerships and extras, which is
 * the usual one, need not pay for them. The values of the marks come last.
 */
export const APPEND = {
  plain: { name: 'append-publishes', text: writeEvents(null) + ANSWER },
  withEffects: { name: 'append-publishes-with-effects', text: writeEvents(null) + WRITE_EFFECTS + ANSWER },
  withMarks: { name: 'append-publishes-with-marks', text: writeEvents('$12::text[], $13::text[]') + ANSWER },
  withBoth: {
    name: 'append-publishes-with-effects-and-marks',
    text: writeEvents('$21::text[], $22::text[]') + WRITE_EFFECTS + ANSWER,
  },
};
