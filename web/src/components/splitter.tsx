import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './splitter.module.css';

type Props = {
  readonly label: string;
  readonly side: 'left' | 'right' | 'bottom';
  /** 0 when the pane is collapsed. */
  readonly size: number;
  readonly max: number;
  readonly initial: number;
  readonly onResize: (size: number) => void;
};

const STEP_PX = 16;
/** Narrower than this a pane is of no use: it closes. */
const CLOSES_BELOW_PX = 96;

const KEY_DIRECTIONS: Readonly<Record<Props['side'], Readonly<Record<string, number>>>> = {
  left: { ArrowRight: 1, ArrowLeft: -1 },
  right: { ArrowLeft: 1, ArrowRight: -1 },
  bottom: { ArrowUp: 1, ArrowDown: -1 },
};

/** The line between two panes: drag it, move it with the arrow keys, close and open the pane with Enter. */
export function Splitter({ label, side, size, max, initial, onResize }: Props) {
  const drag = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const resize = (next: number) => onResize(next < CLOSES_BELOW_PX ? 0 : Math.min(max, Math.round(next)));
  const toggle = () => onResize(size === 0 ? initial : 0);
  const position = (event: PointerEvent) => (side === 'bottom' ? event.clientY : event.clientX);

  const onPointerDown = (event: PointerEvent<HTMLHRElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { at: position(event), size };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return;
    const moved = position(event) - drag.current.at;
    resize(drag.current.size + (side === 'left' ? moved : -moved));
  };
  const onPointerUp = () => {
    drag.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = KEY_DIRECTIONS[side][event.key];
    if (direction !== undefined) resize(size === 0 && direction > 0 ? initial : size + direction * STEP_PX);
    else if (event.key === 'Enter') toggle();
    else return;
    event.preventDefault();
  };

  return (
    <hr
      className={styles['splitter']}
      data-side={side}
      data-closed={size === 0}
      tabIndex={0}
      aria-label={label}
      aria-orientation={side === 'bottom' ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={0}
      aria-valuemax={max}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={toggle}
      onKeyDown={onKeyDown}
    />
  );
}
