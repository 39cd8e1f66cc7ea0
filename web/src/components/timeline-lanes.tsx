import type { PointerEvent } from 'react';
import type { RingTimeline } from '../api/use-ring-timeline.ts';
import { useText } from '../text/text.tsx';
import styles from './timeline-strip.module.css';

const LANE_HEIGHT = 14;
const STEP_WIDTH = 8;

type Props = {
  readonly timeline: RingTimeline;
  readonly size: number;
  readonly marked: { readonly start: number; readonly end: number } | null;
  readonly handlers: Readonly<Record<'onPointerDown' | 'onPointerMove', (event: PointerEvent<SVGElement>) => void>> & {
    readonly onPointerUp: () => void;
  };
};

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** One lane a stage; a bar's height grows with the square root of its count, so that single events stay visible. */
export function TimelineLanes({ timeline, size, marked, handlers }: Props) {
  const text = useText();
  const lanes = timeline.lanes.filter(({ counts }) => total(counts) > 0);
  const most = Math.max(1, ...lanes.flatMap(({ counts }) => counts));
  const label = lanes.map(({ stage, counts }) => `${text.names.stage[stage]}: ${total(counts)}`).join(', ');
  const first = marked ? Math.min(marked.start, marked.end) : 0;
  const last = marked ? Math.max(marked.start, marked.end) : 0;
  return (
    <div className={styles['lanes']}>
      <div className={styles['stages']} aria-hidden="true">
        {lanes.map(({ stage, counts }) => (
          <span key={stage}>
            {text.names.stage[stage]} <small>{total(counts)}</small>
          </span>
        ))}
      </div>
      <svg
        className={styles['bars']}
        viewBox={`0 0 ${size * STEP_WIDTH} ${lanes.length * LANE_HEIGHT}`}
        preserveAspectRatio="none"
        height={lanes.length * LANE_HEIGHT}
        role="img"
        aria-label={text.timeline.label(label)}
        {...handlers}
      >
        <title>{text.timeline.title}</title>
        {marked && (
          <rect
            className={styles['marked']}
            x={first * STEP_WIDTH}
            y={0}
            width={(last - first + 1) * STEP_WIDTH}
            height={lanes.length * LANE_HEIGHT}
          />
        )}
        {lanes.flatMap(({ stage, counts }, lane) => [
          <line
            key={stage}
            className={styles['base']}
            x1={0}
            x2={size * STEP_WIDTH}
            y1={(lane + 1) * LANE_HEIGHT - 0.5}
            y2={(lane + 1) * LANE_HEIGHT - 0.5}
          />,
          ...counts.flatMap((count, step) => {
            if (count === 0) return [];
            const height = Math.max(3, Math.sqrt(count / most) * (LANE_HEIGHT - 3));
            const y = (lane + 1) * LANE_HEIGHT - height;
            return (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a step of time is its place in the row
                key={`${stage} ${step}`}
                x={step * STEP_WIDTH + 1}
                y={y}
                width={STEP_WIDTH - 2}
                height={height}
              />
            );
          }),
        ])}
      </svg>
    </div>
  );
}
