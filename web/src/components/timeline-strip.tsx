/** Events by stage against time, as bars. A stretch of it can be drawn with the pointer or typed as dates. */
import { Button, TextInput } from '@mantine/core';
import { type PointerEvent, useId, useState } from 'react';
import type { RingTimeline } from '../api/use-ring-timeline.ts';
import { useText } from '../text/text.tsx';
import { formatCount, formatExactTime } from './format.ts';
import { bucketAt, bucketsOfRange, rangeOfBuckets, type TimeRange } from './time-range.ts';
import { TimelineLanes } from './timeline-lanes.tsx';
import styles from './timeline-strip.module.css';

type Props = {
  readonly timeline: RingTimeline;
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
};

type Brush = { readonly start: number; readonly end: number };

export function TimelineStrip({ timeline, range, onRange }: Props) {
  const text = useText();
  const [brush, setBrush] = useState<Brush | null>(null);
  const size = timeline.lanes[0]?.counts.length ?? 0;
  const toBucket = (event: PointerEvent<SVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return bucketAt((event.clientX - box.left) / box.width, size);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<SVGElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      const start = toBucket(event);
      setBrush({ start, end: start });
    },
    onPointerMove: (event: PointerEvent<SVGElement>) => brush && setBrush({ start: brush.start, end: toBucket(event) }),
    onPointerUp: () => {
      if (brush) onRange(rangeOfBuckets(timeline, size, brush.start, brush.end));
      setBrush(null);
    },
  };
  const marked = brush ?? bucketsOfRange(timeline, size, range);
  const isLimited = range.from !== null || range.to !== null;
  return (
    <div className={styles['strip']}>
      <TimelineLanes timeline={timeline} size={size} marked={marked} handlers={handlers} />
      <div className={styles['axis']}>
        <span>{formatExactTime(timeline.from)}</span>
        <span>{formatExactTime(timeline.to)}</span>
      </div>
      <div className={styles['range']}>
        <DateField label={text.timeline.from} value={range.from} onChange={(from) => onRange({ ...range, from })} />
        <DateField label={text.timeline.to} value={range.to} end onChange={(to) => onRange({ ...range, to })} />
        {isLimited && (
          <Button variant="default" size="compact-xs" onClick={() => onRange({ from: null, to: null })}>
            {text.timeline.clear}
          </Button>
        )}
        <span className={styles['hint']}>{text.timeline.hint}</span>
        {timeline.omitted > 0 && (
          <span className={styles['hint']}>{text.timeline.omitted(formatCount(timeline.omitted, text.language))}</span>
        )}
      </div>
    </div>
  );
}

type DateFieldProps = {
  readonly label: string;
  readonly value: string | null;
  readonly end?: boolean;
  readonly onChange: (value: string | null) => void;
};

/** A whole day: the first moment of it to start, the last to end. */
function DateField({ label, value, end = false, onChange }: DateFieldProps) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        type="date"
        size="xs"
        value={value?.slice(0, 10) ?? ''}
        onChange={(event) => {
          const day = event.currentTarget.value;
          onChange(day === '' ? null : `${day}T${end ? '23:59:59.999' : '00:00:00'}Z`);
        }}
      />
    </div>
  );
}
