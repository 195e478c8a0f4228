import classes from './sparkline.module.css';

const WIDTH = 200;
const HEIGHT = 36;
/** So many values fill it; fewer stand at its right end, so that a curve does not jump while it is young. */
const LEAST_ROOM = 20;

/** A small curve of the last few minutes. Its figures stand beside it, so it is hidden from who cannot see it. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const most = Math.max(1, ...values);
  const step = WIDTH / (Math.max(LEAST_ROOM, values.length) - 1);
  const from = WIDTH - step * (values.length - 1);
  const points = values.map((value, at) => `${(from + at * step).toFixed(1)},${height(value, most)}`);
  const first = points[0]?.split(',')[0] ?? '0';
  return (
    <svg
      className={classes.box}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {points.length > 1 && (
        <>
          <polygon
            className={classes.area}
            points={`${first},${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`}
          />
          <polyline className={classes.line} points={points.join(' ')} />
        </>
      )}
    </svg>
  );
}

function height(value: number, most: number): string {
  return (HEIGHT - 2 - (value / most) * (HEIGHT - 4)).toFixed(1);
}
